export type { FeedOptions } from './feed/feed-options.ts'
export { visit } from './feed/visit.ts'
