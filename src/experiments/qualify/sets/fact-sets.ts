import type { ItemFacts } from '../../../domain/index.ts'
import facts from './facts.json' with { type: 'json' }
import { HALVES, type Half } from './labelled.ts'

/** Facts about an invented or real title, to be put into words. */
export interface FactSet {
  readonly id: string
  readonly half: Half
  readonly facts: ItemFacts
}

/** Sets of facts to be put into words: 50 to test on and 25 to tune on. @example factSets[0]?.facts.title */
export const factSets: readonly FactSet[] = HALVES.flatMap((half) =>
  (facts as Readonly<Record<Half, readonly ItemFacts[]>>)[half].map((facts, place) => ({
    id: `facts/${half}/${place + 1}`,
    half,
    facts,
  })),
)
