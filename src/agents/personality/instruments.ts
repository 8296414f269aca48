import { TastemakerError } from '../../domain/index.ts'
import { nearest } from '../../nearest.ts'
import { bfi44 } from './bfi-44.ts'
import type { Instrument } from './instrument.ts'
import { ipip50 } from './ipip-50.ts'
import { miniIpip20 } from './mini-ipip-20.ts'

/** Every instrument that is shipped. */
export const instruments: readonly Instrument[] = [miniIpip20, ipip50, bfi44]

/** Finds an instrument by its id. @throws TastemakerError config/unknown-name @example instrumentByName('ipip-50') */
export function instrumentByName(name: string): Instrument {
  const found = instruments.find(({ id }) => id === name)
  if (found) return found
  const known = instruments.map(({ id }) => id)
  const near = nearest(name, known)
  throw new TastemakerError(
    'config/unknown-name',
    `There is no instrument "${name}".`,
    near.length > 0 ? `Did you mean ${near.join(', ')}?` : `There are ${known.join(', ')}.`,
  )
}
