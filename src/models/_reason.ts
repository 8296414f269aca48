import type { Evidence, Item, Scale } from '../domain/index.ts'

/**
 * Says evidence in one sentence that a person can check.
 *
 * @param evidence facts of one kind, strongest first
 * @param catalogue items by index, for their titles
 * @param scale of the ratings, where there are any
 * @returns undefined when there is no evidence
 */
export function reasonOf(evidence: readonly Evidence[], catalogue: readonly Item[], scale?: Scale): string | undefined {
  const first = evidence[0]
  const titleOf = (item: number) => catalogue[item]!.title
  switch (first?.type) {
    case undefined:
      return undefined
    case 'neighbour': {
      const titles = evidence.flatMap((fact) => (fact.type === 'neighbour' ? [titleOf(fact.item)] : []))
      return `Because you watched ${listed(titles)}.`
    }
    case 'count':
      return `Watched by ${first.count} of ${first.of} people.`
    case 'followed':
      return `People who watched ${titleOf(first.item)} often went on to this (${times(first.count)}).`
    case 'features':
      return `Has in common with what you watched: ${listed(first.features)}.`
    case 'rating': {
      const of = scale ? ` of ${scale.max}` : ''
      return `Expected ${first.expected.toFixed(1)}${of}; people give it ${first.itemMean.toFixed(1)} on average.`
    }
  }
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}

function listed(titles: readonly string[]): string {
  return titles.length < 2 ? titles.join('') : `${titles.slice(0, -1).join(', ')} and ${titles.at(-1)}`
}
