import { z } from 'zod'
import { TastemakerError } from '../../domain/index.ts'
import { modelByName } from '../../models/index.ts'
import { parseNameWithOptions } from '../../name-with-options.ts'
import type { RandomStream } from '../../random.ts'

const setting = z.union([z.number(), z.string(), z.boolean()])

/** Values that one option may take: a list, or a range on a linear or a logarithmic scale. */
const domainSchema = z.union([
  z.array(setting).min(1),
  z.strictObject({
    from: z.number(),
    to: z.number(),
    scale: z.enum(['linear', 'log']).default('linear'),
    whole: z.boolean().default(false),
  }),
])

/** What may be tried: the values of each option that is searched. */
export const searchSpaceSchema = z.record(z.string(), domainSchema)

/** A search space, checked. */
export type SearchSpace = z.output<typeof searchSpaceSchema>
type Domain = SearchSpace[string]

/** One point of a search space. */
export type Setting = Readonly<Record<string, z.output<typeof setting>>>

/**
 * Refuses a space with an option or a value that the model does not have, before anything is fitted.
 *
 * @param recommender name with the options that are fixed, such as `ials:factors=32`
 * @throws {TastemakerError} `config/unknown-name` for a model or option, `config/option` for a value, `config/range` for an
 * empty range or a logarithmic one that reaches zero
 * @example checkSearchSpace('ease', { lambda: { from: 10, to: 3000, scale: 'log', whole: false } })
 */
export function checkSearchSpace(recommender: string, space: SearchSpace): void {
  const { name } = parseNameWithOptions(recommender)
  for (const [option, domain] of Object.entries(space)) {
    for (const value of endsOf(name, option, domain)) nameOf(recommender, { [option]: value })
  }
}

function endsOf(model: string, option: string, domain: Domain): readonly z.output<typeof setting>[] {
  if (Array.isArray(domain)) return domain
  const { from, to, scale } = domain
  if (from >= to || (scale === 'log' && from <= 0)) {
    throw new TastemakerError(
      'config/range',
      `The search of ${model}.${option} goes from ${from} to ${to} on a ${scale} scale, which holds nothing.`,
      scale === 'log' ? 'A logarithmic range starts above 0 and ends higher.' : 'Write the smaller end first.',
    )
  }
  return [rounded(from, domain.whole), rounded(to, domain.whole)]
}

/**
 * The settings to try, the model's own defaults first so that a search never ends below them.
 *
 * @param trials how many at most; a space of lists with fewer combinations is tried whole
 * @returns distinct settings, the same for the same stream
 * @example settingsOf({ lambda: [100, 300] }, 10, randomStream(1)) // [{}, { lambda: 100 }, { lambda: 300 }]
 */
export function settingsOf(space: SearchSpace, trials: number, random: RandomStream): readonly Setting[] {
  const all = combinations(space)
  if (all && all.length < trials) return [{}, ...all]
  const found = new Map<string, Setting>([['{}', {}]])
  // A narrow space of whole numbers may hold fewer settings than trials, which no count foretells.
  for (let draw = 0; found.size < trials && draw < 20 * trials; draw++) {
    const stream = random.split('setting', draw)
    const drawn = Object.fromEntries(Object.entries(space).map(([option, domain]) => [option, pick(domain, stream)]))
    found.set(JSON.stringify(drawn), drawn)
  }
  return [...found.values()]
}

/** All combinations of a space of lists; null when an option has a range. */
function combinations(space: SearchSpace): readonly Setting[] | null {
  let all: readonly Setting[] = [{}]
  for (const [option, domain] of Object.entries(space)) {
    if (!Array.isArray(domain)) return null
    all = all.flatMap((one) => domain.map((value) => ({ ...one, [option]: value })))
    if (all.length > 100_000) return null
  }
  return all
}

function pick(domain: Domain, random: RandomStream): z.output<typeof setting> {
  if (Array.isArray(domain)) return domain[random.int(domain.length)]!
  const { from, to, scale, whole } = domain
  const at = random.next()
  return rounded(scale === 'log' ? from * (to / from) ** at : from + (to - from) * at, whole)
}

/** Three digits are as fine as any search can tell apart, and can be typed. */
function rounded(value: number, whole: boolean): number {
  return whole ? Math.round(value) : Number(value.toPrecision(3))
}

/**
 * A recommender's name with a setting written into its options.
 *
 * @throws {TastemakerError} `config/unknown-name`, `config/option` as the model's own options do
 * @example nameOf('ials:factors=32', { epochs: 5 }) // 'ials:factors=32,epochs=5'
 */
export function nameOf(recommender: string, setting: Setting): string {
  const { name, options } = parseNameWithOptions(recommender)
  const all: Readonly<Record<string, unknown>> = { ...options, ...setting }
  const pairs = Object.entries(all).map(([option, value]) => `${option}=${String(value)}`)
  const text = pairs.length === 0 ? name : `${name}:${pairs.join(',')}`
  modelByName(text)
  return text
}
