import {
  type AgentMind,
  agentMind,
  type ConversationStart,
  pastOf,
  type Surroundings,
  searchIndex,
  surroundings,
} from '../../agents/index.ts'
import { datasetFromRows } from '../../data/index.ts'
import { type Conversation, type Dataset, itemId, type LanguageModel, userId } from '../../domain/index.ts'
import { itemKnn } from '../../models/index.ts'
import { randomStream } from '../../random.ts'
import { type ModelScript, scriptedModel } from '../../testing/index.ts'
import { interecagent, interecagentOptions } from './index.ts'

const GROUPS = ['Comedy', 'Drama', 'Horror'] as const

/** Thirty invented films in three groups, from 1970 on, and ten people who like one group each. */
export function world(
  more: readonly { readonly user: string; readonly item: number; readonly at: number }[] = [],
): Dataset {
  const catalogue = Array.from({ length: 30 }, (_, place) => ({
    id: itemId(`i${place}`),
    title: `${['Amber', 'Birch', 'Cedar', 'Dune', 'Ember'][place % 5]} ${['Gate', 'River', 'Tower', 'Window', 'Garden', 'Ship'][Math.floor(place / 5)]}`,
    categories: [GROUPS[place % 3]!],
    attributes: { year: 1970 + place, minutes: 80 + 2 * place },
    text: `A story of ${['lighthouses', 'trains', 'bakers'][place % 3]}.`,
  }))
  const rows = Array.from({ length: 10 }, (_, person) =>
    Array.from({ length: 5 }, (__, time) => ({
      user: `u${person}`,
      item: ((person % 3) + 3 * ((person + 2 * time) % 10)) % 30,
      at: 1000 * (time + 1) + person,
    })),
  ).flat()
  return datasetFromRows(
    [...rows, ...more].map(({ user, item, at }) => ({ user: userId(user), item: itemId(`i${item}`), value: 5, at })),
    {
      name: 'world',
      licence: 'ours',
      scale: { min: 1, max: 5, step: 1 },
      catalogue,
      people: Array.from({ length: 11 }, (_, person) => ({ id: userId(`u${person}`) })),
    },
  )
}

/** What stands around the agent, as it was before a time. */
export async function around(data = world(), before = 10_000): Promise<Surroundings> {
  const past = pastOf(data, { before })
  const ranker = await itemKnn().fit(world(), { random: randomStream(1), threads: 1 })
  return surroundings({ past, ranker, search: await searchIndex(data) })
}

/** A conversation in the world. */
export async function talk(
  more: { readonly mind?: AgentMind; readonly options?: object; readonly start?: Partial<ConversationStart> } = {},
): Promise<Conversation> {
  const agent = interecagent.create(
    { mind: more.mind ?? agentMind('choice') },
    interecagentOptions.parse({ asks: false, ...more.options }),
  )
  return agent.open!({ surroundings: await around(), random: randomStream(1), elapsed: () => 0, ...more.start })
}

/** A mind whose model answers by a script. */
export function scripted(script: ModelScript): {
  readonly mind: AgentMind
  readonly model: LanguageModel & {
    readonly calls: readonly {
      readonly user: string
      readonly system: string
      readonly by: { readonly step: string }
    }[]
  }
} {
  const model = scriptedModel(script)
  return { mind: agentMind('language', { model }), model }
}

/** A model that plans and says what it is told. */
export const planner =
  (steps: readonly object[], answer = 'Here they are.', verdict: object = { ok: true, reason: 'good' }): ModelScript =>
  ({ by }) =>
    JSON.stringify(by.step === 'plan' ? { steps } : by.step === 'criticise' ? verdict : { reasoning: '', answer })
