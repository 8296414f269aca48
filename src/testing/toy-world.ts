import { datasetFromRows, type Row } from '../data/dataset.ts'
import type { Dataset, Item, User } from '../domain/index.ts'
import { itemId, userId } from '../domain/index.ts'
import { randomStream } from '../random.ts'

/** The genres of `toyWorld`, 15 films each. */
export const TOY_GENRES = ['comedy', 'drama', 'horror', 'western'] as const

/** All pairs of genres; person number n owns pair n modulo 6. */
const PAIRS = TOY_GENRES.flatMap((one, at) => TOY_GENRES.slice(at + 1).map((other) => [one, other] as const))

/**
 * A small world where taste is plain: 40 people, 60 films in 4 genres, two genres a person.
 *
 * Everybody rated 20 films of their own two genres with 4 or 5, in an order of their own, one a minute. What a person owns is in
 * `people[u].attributes`, as `genres: 'comedy, drama'`. Always the same.
 *
 * @example toyWorld().log.length // 800
 */
export function toyWorld(): Dataset {
  const catalogue = TOY_GENRES.flatMap((genre) => Array.from({ length: 15 }, (_, n): Item => film(genre, n + 1)))
  const rows: Row[] = []
  const people: User[] = []
  for (let n = 0; n < 40; n++) {
    const id = userId(String(n + 1))
    const genres: readonly string[] = PAIRS[n % PAIRS.length]!
    people.push({ id, demographics: { age: 20 + n }, attributes: { genres: genres.join(', ') } })
    const random = randomStream(1, 'toy-world', id)
    const own = random.shuffle(catalogue.filter((item) => genres.includes(item.categories[0]!)))
    for (const [step, item] of own.slice(0, 20).entries()) {
      rows.push({ user: id, item: item.id, value: 4 + random.int(2), at: 1e12 + 86_400_000 * n + 60_000 * step })
    }
  }
  const scale = { min: 1, max: 5, step: 1 }
  return datasetFromRows(rows, { name: 'toy-world', licence: 'MIT', catalogue, people, scale })
}

function film(genre: string, n: number): Item {
  return {
    id: itemId(`${genre}-${n}`),
    title: `${genre[0]!.toUpperCase()}${genre.slice(1)} ${n}`,
    categories: [genre],
    attributes: { year: 1980 + n },
  }
}
