import { agentMind } from '../../agents/index.ts'
import { datasetFromRows, type Row } from '../../data/dataset.ts'
import type { Dataset, Item, ItemId, ModelCall, UserId } from '../../domain/index.ts'
import { itemId, userId } from '../../domain/index.ts'
import { type RandomStream, randomStream } from '../../random.ts'
import { type ScriptedModel, scriptedModel } from '../../testing/index.ts'
import { type RahAssistantParts, type RahOptions, rahAssistant, rahOptions } from './index.ts'

/** Genres of which every item of the toy world has one. */
export const GENRES = ['comedy', 'drama', 'horror', 'western'] as const

/** Items of a genre; books are a second domain. */
export const itemOf = (genre: string, n: number): ItemId => itemId(`${genre}-${n}`)

const catalogue: readonly Item[] = [
  ...GENRES.flatMap((genre) =>
    Array.from({ length: 12 }, (_, n): Item => {
      const attributes = { domain: n < 10 ? 'films' : 'books' }
      return { id: itemOf(genre, n), title: `${genre} number ${n}`, categories: [genre], attributes }
    }),
  ),
]

/** Thirty people with one rule each: they like one genre and hate another. */
export const PEOPLE = Array.from({ length: 30 }, (_, n) => ({
  user: userId(`u${n}`),
  likes: GENRES[n % 4]!,
  hates: GENRES[(n + 1 + (n % 3)) % 4]!,
}))

/** The toy world as data: everybody rated ten films of their two genres. */
export function toyData(): Dataset {
  const rows = PEOPLE.flatMap(({ user, likes, hates }) =>
    Array.from({ length: 10 }, (_, n): Row => {
      const genre = n % 2 === 0 ? likes : hates
      return { user, item: itemOf(genre, n), value: n % 2 === 0 ? 5 : 1, at: 1e12 + n }
    }),
  )
  return datasetFromRows(rows, { name: 'toy', licence: 'MIT', catalogue, scale: { min: 1, max: 5, step: 1 } })
}

/** An assistant on the toy world, by rules unless a model is given. */
export const toyAssistant = (
  { model, ...parts }: Partial<RahAssistantParts> & { readonly model?: ScriptedModel } = {},
  options: Partial<RahOptions> = {},
) =>
  rahAssistant({
    mind: model ? agentMind('language', { model }) : agentMind('choice'),
    options: { ...rahOptions.parse({}), ...options },
    data: toyData(),
    random: randomStream(1),
    ...parts,
  })

/** Feedback at a time. */
export const said = (liked: boolean, at = 1) => ({ liked, at, origin: 'logged' as const })

/** Teaches a person's rule by some events, which chance may turn round. */
export async function teach(
  assistant: ReturnType<typeof toyAssistant>,
  { user, likes, hates }: (typeof PEOPLE)[number],
  { events, flipped = 0, random = randomStream(1) }: TeachOptions,
): Promise<void> {
  for (let n = 0; n < events; n++) {
    const liked = n % 2 === 0
    const turned = random.next() < flipped
    const item = itemOf(liked ? likes : hates, n % 10)
    await assistant.onFeedback(user, item, said(liked !== turned, n))
  }
}

interface TeachOptions {
  readonly events: number
  readonly flipped?: number
  readonly random?: RandomStream
}

/** A model that can state a rule about genres, and acts by the statements it is shown. */
export const genreReader = (): ScriptedModel => scriptedModel(genreReply)

export function genreReply(call: ModelCall): string {
  const { user, by } = call
  const genre = /"category: (\w+)"/.exec(user.split('Values:').at(-1)!)?.[1] ?? 'none'
  switch (by.step) {
    case 'rah/perceive':
      return JSON.stringify({ words: 'An item.', values: [`category: ${genre}`] })
    case 'rah/learn': {
      const liked = user.includes('The person liked it.')
      const statements = [`category: ${genre}`]
      return JSON.stringify(liked ? { prefers: statements, disprefers: [] } : { prefers: [], disprefers: statements })
    }
    case 'rah/act': {
      const hated = user.includes(`- disprefers "category: ${genre}"`)
      const reasons = [`category: ${genre}`]
      return JSON.stringify({
        reasonsFor: hated ? [] : reasons,
        reasonsAgainst: hated ? reasons : [],
        attitude: hated ? 'dislike' : 'like',
        probability: 0.9,
      })
    }
    case 'rah/critic':
      return JSON.stringify({ accurate: agrees(user), reasons: [], advice: [] })
    case 'rah/reflect':
      return JSON.stringify({ operations: mergesIn(user) })
  }
  throw new Error(`The script has no answer to ${by.step}.`)
}

function agrees(user: string): boolean {
  const [expected, showed] = [/Expected: (\w+)/.exec(user)?.[1], /The person: (\w+)/.exec(user)?.[1]]
  return expected === showed
}

/** Merges of statements that stand there twice with one polarity. */
function mergesIn(user: string): unknown[] {
  const lines = [...user.matchAll(/^(e[\d-]+)(?: \(new\))?: (\w+ "[^"]*")/gm)]
  const groups = Map.groupBy(lines, ([, , text]) => text)
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => ({ op: 'merge', ids: group.map(([, id]) => id) }))
}

/** People of the toy world, for tests that need one. */
export const somebody: UserId = PEOPLE[0]!.user
