import texts from './intents.json' with { type: 'json' }
import { byLabel, type Labelled } from './labelled.ts'

/** What a message to a recommender wants. */
export type Intent = 'recommend' | 'critique' | 'ask' | 'chat'

/** What each intent is, as a model reads it. @example intents.map(({ name }) => name) */
export const intents: readonly { readonly name: Intent; readonly description: string }[] = [
  { name: 'recommend', description: 'wants something to be recommended' },
  {
    name: 'critique',
    description: 'objects to what was recommended, or wants it changed: older, shorter, not that one',
  },
  { name: 'ask', description: 'asks a question about an item, or why it was recommended' },
  { name: 'chat', description: 'greets, thanks, says goodbye or makes small talk' },
]

/** Messages to a recommender: 100 to test on and 50 to tune on, balanced over four intents. @example intentMessages[0]?.label */
export const intentMessages: readonly Labelled<Intent>[] = byLabel<Intent>('intents', texts)
