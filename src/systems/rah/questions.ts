import { z } from 'zod'
import type { Item, ItemFacts, Job, Mind } from '../../domain/index.ts'
import { checkClaims } from '../../minds/index.ts'
import type { RandomStream } from '../../random.ts'
import type { Criticism, Guess, Lesson, RahAgents } from './agents.ts'
import type { Perceived } from './libraries.ts'
import type { Operation } from './operations.ts'
import { actPrompt, criticPrompt, learnPrompt, perceivePrompt, reflectPrompt } from './prompts.ts'

/** Statements of one lesson, and letters of one of them. */
const MOST_STATEMENTS = 5
const MOST_LETTERS = 120

const statement = z.string().trim().min(1).max(MOST_LETTERS)
const statements = z.array(statement).max(MOST_STATEMENTS)

const perceivedAnswer = z.object({ words: z.string().trim().min(1).max(600), values: z.array(z.string()).max(20) })
const lessonAnswer = z.object({ prefers: statements, disprefers: statements })
const guessAnswer = z.object({
  reasonsFor: statements,
  reasonsAgainst: statements,
  attitude: z.enum(['like', 'dislike']),
  /** Of the attitude. */
  probability: z.number().min(0.5).max(1),
})
const criticAnswer = z.object({ accurate: z.boolean(), reasons: statements, advice: statements })
const reflectAnswer = z.object({
  operations: z
    .array(
      z.object({
        op: z.enum(['keep', 'merge', 'drop', 'flip']),
        ids: z.array(z.string()).min(1).max(100),
        statement: statement.optional(),
      }),
    )
    .max(100),
})

/** Of what model agents are made. */
export interface ModelAgentParts {
  readonly mind: Mind
  readonly random: RandomStream
  /** What the catalogue says of an item. */
  readonly plain: (item: Item) => Perceived
  /** All values that the catalogue knows. */
  readonly facts: (item: Item) => ItemFacts
  /** Told of words about an item that the catalogue does not support, and of values that are none of its own. */
  readonly onUngrounded: (item: string, unsupported: readonly string[]) => void
  /** Whether the model may describe items. */
  readonly describes: boolean
}

/**
 * The five agents on a language model: one typed question each, asked once more where the answer does not fit its form.
 *
 * What a model says of an item is checked against the catalogue: words that state more than it are replaced by the catalogue's own,
 * and values that are not the item's own are left out.
 *
 * @example modelAgents(parts).act(about, evidence, '196/f3')
 */
export function modelAgents(parts: ModelAgentParts): RahAgents {
  const { mind, random, plain, facts, onUngrounded, describes } = parts
  const ask = <T>(step: string, job: Job, key: string, content: unknown, prompt: Prompted, schema: z.ZodType<T>) =>
    mind.extract({ type: `rah/${step}`, job, facts: content, prompt, random: random.split(step, key) }, schema)
  return {
    decidedBy: 'model',
    async perceive(item, key) {
      const known = plain(item)
      if (!describes) return known
      const said = await ask('perceive', 'wording', key, known, () => perceivePrompt(known), perceivedAnswer)
      const { ok, unsupported } = checkClaims(said.words, facts(item))
      const own = said.values.filter((value) => known.values.includes(value))
      const strange = said.values.filter((value) => !known.values.includes(value))
      if (!ok || strange.length > 0) onUngrounded(item.id, [...unsupported, ...strange])
      // The values that the model names come first, none is lost.
      return { ...known, words: ok ? said.words : known.words, values: [...new Set([...own, ...known.values])] }
    },
    async learn({ about, liked, comment }, { hint }, key): Promise<Lesson> {
      const content = { about, liked, comment, hint }
      return ask('learn', 'taste', key, content, () => learnPrompt(content), lessonAnswer)
    },
    async act(about, { entries, events }, key): Promise<Guess> {
      const content = { about, entries, events }
      const said = await ask('act', 'taste', key, content, () => actPrompt(content), guessAnswer)
      const liked = said.attitude === 'like'
      const probability = liked ? said.probability : 1 - said.probability
      return { liked, probability, reasonsFor: said.reasonsFor, reasonsAgainst: said.reasonsAgainst }
    },
    async critic(about, guess, action, key): Promise<Criticism> {
      const content = { about, guess, action }
      return ask('critic', 'taste', key, content, () => criticPrompt(content), criticAnswer)
    },
    async reflect(entries, fresh, _records, key) {
      const content = { entries, fresh }
      const { operations } = await ask('reflect', 'taste', key, content, () => reflectPrompt(content), reflectAnswer)
      return operations.flatMap(operationsOf)
    },
  }
}

type Prompted = () => ReturnType<typeof actPrompt>

function operationsOf({ op, ids, statement }: z.infer<typeof reflectAnswer>['operations'][number]): Operation[] {
  if (op === 'merge') return [{ op, ids, ...(statement === undefined ? {} : { statement }) }]
  return ids.map((id) => ({ op, id }))
}
