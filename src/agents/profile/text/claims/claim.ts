import type { KnownGender } from '../../gender.ts'
import type { BandedField } from '../_bands.ts'

/** What a sentence states about the person, as far as the rules can read it. */
export type Claim = { readonly phrase: string } & (
  | { readonly type: 'age'; readonly from: number; readonly to: number; readonly negated: boolean }
  | { readonly type: 'gender'; readonly gender: KnownGender; readonly negated: boolean }
  | { readonly type: 'occupation'; readonly occupation: string; readonly negated: boolean }
  | { readonly type: 'place'; readonly place: string; readonly negated: boolean }
  | { readonly type: 'name'; readonly name: string }
  /** A share of what is chosen, with how far it may be off. */
  | { readonly type: 'share'; readonly category: string | null; readonly share: number; readonly off: number }
  /** `most`: the category is said to come before the others. */
  | { readonly type: 'taste'; readonly category: string; readonly liked: boolean; readonly most: boolean }
  | {
      readonly type: 'band'
      readonly field: BandedField
      readonly pole: 'low' | 'middle' | 'high'
      readonly negated: boolean
    }
  /** About something that no field holds. */
  | { readonly type: 'outside'; readonly about: string }
)

/** A sentence as it stands, and in the form in which the rules read it. */
export interface Sentence {
  readonly written: string
  /** Small letters, straight apostrophes, contractions taken apart. */
  readonly plain: string
}
