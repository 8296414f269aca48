export { type FeedOptions, visit } from './feed/visit.ts'
