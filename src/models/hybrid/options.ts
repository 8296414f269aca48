import { z } from 'zod'
import type { ModelState, UtilityModel } from '../../domain/index.ts'
import { TastemakerError } from '../../domain/index.ts'
import { nameWithOptions } from '../../name-with-options.ts'

/** How scores of several models become one. */
export type Fusion = 'rrf' | 'weighted'

/**
 * Options of `hybrid` as text: models with a plus between them, their own options after a colon with semicolons between
 * (`item-knn:neighbours=100;shrinkage=20+ease`); how they are fused; and a weight for each, all the same where there are
 * none. The fusion was chosen on validation events of MovieLens 100K.
 */
export const hybridOptions = z.object({
  of: z.string().default('ease+content-knn'),
  fuse: z.enum(['rrf', 'weighted']).default('weighted'),
  weights: z.string().default(''),
})

/** The options of a hybrid, taken apart. */
export interface HybridParts<Part> {
  readonly of: readonly Part[]
  readonly fuse: Fusion
  /** One for each part, 0 or more, not all 0. */
  readonly weights: readonly number[]
}

/** Takes options in text apart. @param make makes a model by its name */
export function partsOf(
  { of, fuse, weights }: z.output<typeof hybridOptions>,
  make: (name: string) => UtilityModel,
): Partial<HybridParts<UtilityModel>> & { readonly of: readonly UtilityModel[] } {
  const models = of.split('+').map((text) => make(text.trim().replaceAll(';', ',')))
  return { of: models, fuse, ...(weights === '' ? {} : { weights: weights.split('+').map(numberIn) }) }
}

/**
 * Completes and checks the parts of a hybrid.
 *
 * @throws {TastemakerError} `config/option` for no parts, a part twice, a hybrid in a hybrid, or weights that do not fit
 */
export function checkedParts<Part extends { readonly name: string }>(
  parts: Partial<HybridParts<Part>> & { readonly of: readonly Part[] },
): HybridParts<Part> {
  const { of, fuse = 'weighted', weights = of.map(() => 1) } = parts
  const names = of.map(({ name }) => name)
  const twice = names.find((name, place) => names.indexOf(name) !== place)
  if (names.length === 0) throw wrong('of', 'one model or more', 'none', 'Try of=ease+content-knn.')
  if (twice !== undefined) throw wrong('of', 'different models', `"${twice}" twice`, 'Give it more weight instead.')
  const nested = names.find((name) => /^hybrid(:|$)/.test(name))
  if (nested !== undefined) {
    throw wrong('of', 'models that are not hybrids', `"${nested}"`, 'Name the parts of both in one hybrid.')
  }
  const fits = weights.length === names.length && weights.every((weight) => Number.isFinite(weight) && weight >= 0)
  if (!fits || !weights.some((weight) => weight > 0)) {
    const wanted = `${names.length} numbers from 0 that are not all 0, one for each of ${names.join(' + ')}`
    throw wrong('weights', wanted, `"${weights.join('+')}"`, 'Leave them out to weigh all the same.')
  }
  return { of, fuse, weights }
}

/** The options as text again, as the name and the state carry them. */
export function optionsOf({
  of,
  fuse,
  weights,
}: HybridParts<{ readonly name: string }>): z.output<typeof hybridOptions> {
  const same = weights.every((weight) => weight === weights[0])
  const text = of.map(({ name }) => name.replaceAll(',', ';')).join('+')
  return { of: text, fuse, weights: same ? '' : weights.join('+') }
}

/** The hybrid's name, as a user would type it. */
export function nameOf(parts: HybridParts<{ readonly name: string }>): string {
  return nameWithOptions('hybrid', optionsOf(parts), hybridOptions)
}

const partHeaders = z.array(
  z.object({ model: z.string(), version: z.number(), options: z.record(z.string(), z.unknown()) }),
)

/** The states of parts in one: their headers among the options, their arrays behind `0/`, `1/` and so on. */
export function nestedStates(states: readonly ModelState[]): {
  readonly headers: readonly Omit<ModelState, 'arrays'>[]
  readonly arrays: ModelState['arrays']
} {
  const headers = states.map(({ model, version, options }) => ({ model, version, options }))
  const arrays = states.flatMap((state, p) =>
    Object.entries(state.arrays).map(([name, array]) => [`${p}/${name}`, array]),
  )
  return { headers, arrays: Object.fromEntries(arrays) }
}

/** The states of the parts in a hybrid's state. Throws `model/state` where they are not there. */
export function statesIn(state: ModelState): readonly ModelState[] {
  const headers = partHeaders.safeParse(state.options['parts'])
  if (!headers.success) {
    throw new TastemakerError(
      'model/state',
      `The state of "${state.model}" does not say which models it is made of.`,
      'It was not saved by this version; fit the model again.',
    )
  }
  return headers.data.map((header, p) => {
    const own = Object.entries(state.arrays).filter(([name]) => name.startsWith(`${p}/`))
    return { ...header, arrays: Object.fromEntries(own.map(([name, array]) => [name.slice(`${p}/`.length), array])) }
  })
}

function numberIn(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text)
}

function wrong(option: string, wanted: string, got: string, hint: string): TastemakerError {
  return new TastemakerError('config/option', `Option "${option}" of hybrid must be ${wanted}, got ${got}.`, hint)
}
