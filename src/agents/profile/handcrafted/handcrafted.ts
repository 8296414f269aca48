import { TastemakerError } from '../../../domain/index.ts'
import { nearest } from '../../../nearest.ts'
import type { Profile } from '../profile.ts'
import { firstPeople } from './_first-people.ts'
import { handcraftedProfile } from './_person.ts'
import { secondPeople } from './_second-people.ts'

/**
 * Twenty invented people for small studies where each person is to be known by name: all fields, and a status of which every
 * clause states a field.
 *
 * @example handcrafted()[0]?.status
 */
export function handcrafted(): readonly Profile[] {
  return [...firstPeople, ...secondPeople].map(handcraftedProfile)
}

/**
 * One of the twenty.
 *
 * @throws {TastemakerError} `config/unknown-name` with the nearest names
 * @example handcraftedPerson('harbour-lamp').demographics.occupation
 */
export function handcraftedPerson(id: string): Profile {
  const people = handcrafted()
  const found = people.find((person) => person.id === id)
  if (found) return found
  const near = nearest(
    id,
    people.map((person) => person.id),
  )
  throw new TastemakerError(
    'config/unknown-name',
    `There is no handcrafted person "${id}".`,
    near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'tastemaker personas list shows all of them.',
  )
}
