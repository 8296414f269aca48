import type { LanguageModel, ModelCall } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { answerIn, candidatesIn, factsIn, historyIn } from './_prompt-facts.ts'
import { ruleModel } from './_rule-model.ts'

/**
 * A rule in place of a language model: orders candidates by the categories that they share with the history it reads in its prompt.
 *
 * Without a history in the prompt it gives the order as shown, so a comparison with it shows whether the controls work.
 *
 * @example await comparePlanners({ data, planners, model: genreReader(), scripted: true, clock: systemClock })
 */
export function genreReader(): LanguageModel {
  return ruleModel('rule/genre-reader', {
    answer: ({ user }) => (candidatesIn(user).length > 0 ? orderByHistory(user) : middleOf(user)),
    tool: ({ user }) => {
      const first = candidatesIn(user).slice(0, 3)
      if (user.includes('Observation: ') || user.includes('Branch 1') || first.length === 0) return null
      return { tool: 'look_up', input: { ids: first.map(({ id }) => id) } }
    },
  })
}

function orderByHistory(prompt: string): string[] {
  const liking = new Map<string, number>()
  for (const { categories, weight } of historyIn(prompt)) {
    for (const category of categories) liking.set(category, (liking.get(category) ?? 0) + weight / categories.length)
  }
  const score = (categories: readonly string[]): number =>
    categories.reduce((sum, category) => sum + (liking.get(category) ?? 0), 0) / Math.max(1, categories.length)
  const scored = candidatesIn(prompt).map(({ id, categories }) => ({ id, value: score(categories) }))
  return scored.sort((one, other) => other.value - one.value).map(({ id }) => id)
}

/** The middle one of the points of a scale. */
function middleOf(prompt: string): number {
  const points = /^The answer is one number of (.*)\.$/m.exec(prompt)?.[1]?.split(', ').map(Number) ?? []
  return points[Math.floor(points.length / 2)] ?? 0
}

/**
 * A rule that learns from what it is told: looks the shortlist up, and offers an item that no lesson in its prompt speaks against.
 *
 * @example learnerRule().name // 'rule/learner'
 */
export const learnerRule = (): LanguageModel => wishRule('rule/learner', lessonsIn)

/**
 * The same rule, except that it passes lessons over: what they are worth shows in the difference.
 *
 * @example ignorerRule().name // 'rule/ignorer'
 */
export const ignorerRule = (): LanguageModel => wishRule('rule/ignorer', () => NOTHING)

/** What lessons say. */
interface Lessons {
  readonly refused: ReadonlySet<string>
  readonly unwanted: ReadonlySet<string>
  readonly wanted: ReadonlySet<string>
  /** Ids that were too old, or too new. */
  readonly older: readonly string[]
  readonly newer: readonly string[]
}

const NOTHING: Lessons = { refused: new Set(), unwanted: new Set(), wanted: new Set(), older: [], newer: [] }

/**
 * Reads `c3 was refused: "Too old for me."`, as it stands in a reflection or a question, however deep it is quoted, and
 * `Answer: "c3"` of a try that is shown again as it was.
 */
function lessonsIn(prompt: string): Lessons {
  const said = [...prompt.matchAll(/(\bc\d+|") was refused: \\*"([^"\\]*)\\*"/g)].map(([, id, why]) => ({
    id: id!,
    why: why!,
  }))
  const answered = [...prompt.matchAll(/Answer: \\+"(c\d+)\\+"/g)].map(([, id]) => id!)
  const named = (pattern: RegExp): Set<string> =>
    new Set(said.flatMap(({ why }) => pattern.exec(why)?.[1]?.toLowerCase() ?? []))
  const idsOf = (why: string): string[] => said.filter((one) => one.why === why).map(({ id }) => id)
  return {
    refused: new Set([...said.map(({ id }) => id), ...answered]),
    unwanted: named(/^No (.*), please\.$/),
    wanted: named(/^I would rather have (.*)\.$/),
    older: idsOf('Too old for me.'),
    newer: idsOf('Too new for me.'),
  }
}

function wishRule(name: string, lessonsOf: (prompt: string) => Lessons): LanguageModel {
  return ruleModel(name, {
    tool: ({ user }) => (user.includes('Observation: ') ? null : { tool: 'look_up', input: { ids: offeredIn(user) } }),
    answer: (call) => offer(call, lessonsOf(call.user)),
    words: ({ user }) => {
      const why = /^You did not succeed: (".*?[^\\]")/m.exec(user)?.[1]
      return `${answerIn(user) ?? 'Nothing'} was refused: ${why ?? '""'}. I offer something else.`
    },
  })
}

const offeredIn = (prompt: string): string[] => [...prompt.matchAll(/^(c\d+): "/gm)].map(([, id]) => id!)

/** One of the shortlist by chance, of those that lessons leave. */
function offer({ user, seed }: ModelCall, { refused, unwanted, wanted, older, newer }: Lessons): string {
  const facts = factsIn(user)
  const yearOf = (id: string): number | null => facts.get(id)?.year ?? null
  const fits = (id: string): boolean => {
    const kinds = facts.get(id)?.categories.map((kind) => kind.toLowerCase()) ?? []
    const year = yearOf(id)
    if (kinds.some((kind) => unwanted.has(kind)) || (wanted.size > 0 && !kinds.some((kind) => wanted.has(kind))))
      return false
    const after = older.every((other) => year === null || (yearOf(other) ?? year - 1) < year)
    return after && newer.every((other) => year === null || (yearOf(other) ?? year + 1) > year)
  }
  const left = offeredIn(user).filter((id) => !refused.has(id))
  const fitting = left.filter(fits)
  const choice = fitting.length > 0 ? fitting : left.length > 0 ? left : offeredIn(user)
  return choice[randomStream(seed, 'offer').int(choice.length)]!
}
