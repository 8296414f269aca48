export type { HeldWish, TalkEvent, Wishing } from './record.ts'
export { type TalkOptions, talk } from './talk.ts'
