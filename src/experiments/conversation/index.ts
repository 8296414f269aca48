export type { TalkSetting } from './_talked-row.ts'
export {
  type CompareConversationsRequest,
  compareConversations,
  type OnTalk,
} from './compare-conversations.ts'
export { type ConversationComparison, type ConversationRow, conversationComparison } from './comparison.ts'
export { filterConversation, type Reading, readingOf, recommenderConversation } from './control-conversations.ts'
export { type SeekingCase, type SeekingCases, seekingCases } from './seeking-cases.ts'
export { type TalkingAgent, type TalkingAgentsRequest, talkingAgents } from './talking-agents.ts'
