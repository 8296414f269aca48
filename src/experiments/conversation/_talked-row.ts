import type { JudgedTalk, Talk } from '../../evaluation/conversation/index.ts'
import type { TalkingAgent } from './talking-agents.ts'

/** How seekers behave: those who stay, those who leave without a word before, those who say first what to change. */
export type TalkSetting = 'patient' | 'silent' | 'instructs'

/** A row with all its conversations, judged. */
export interface TalkedRow {
  readonly agent: TalkingAgent
  readonly kind: 'control' | 'system'
  readonly judged: Readonly<Partial<Record<TalkSetting, readonly JudgedTalk[]>>>
  readonly talks: Readonly<Partial<Record<TalkSetting, readonly Talk[]>>>
  readonly errors: Readonly<Record<string, number>>
}
