import type { DataCard, Quantiles } from '../data/index.ts'
import { number } from './_format.ts'

/** A data card for people. */
export function cardText(card: DataCard): string {
  const lines: readonly (readonly [string, string | null])[] = [
    ['people', count(card.people)],
    ['items', count(card.items)],
    ['events', `${count(card.events)} (density ${percent(card.density)})`],
    ['events a person', quantiles(card.eventsPerPerson)],
    ['events an item', `${quantiles(card.eventsPerItem)}; Gini of popularity ${number(card.giniOfPopularity, 2)}`],
    [
      'time',
      card.span
        ? `${day(card.span.from)} to ${day(card.span.to)}; ${percent(card.tiedTimes)} of a person's events share their second`
        : 'none',
    ],
    ['ratings', card.ratings ? `${histogram(card.ratings)}; mean ${number(card.meanRating, 2)}` : 'none: plain events'],
    [
      'categories',
      card.topCategories.map(({ category, share }) => `${category} ${percent(share)}`).join(', ') || 'none',
    ],
    ['licence', card.licence],
    ['hash', card.hash.slice(0, 16)],
    ...card.notes.map((note) => ['note', note] as const),
  ]
  return [card.name, ...lines.map(([name, value]) => `  ${name.padEnd(16)} ${value}`)].join('\n')
}

const count = (value: number): string => value.toLocaleString('en-US')
const percent = (share: number | null): string => (share === null ? '–' : `${(100 * share).toFixed(1)}%`)
const day = (time: number): string => new Date(time).toISOString().slice(0, 10)

function quantiles(value: Quantiles | null): string {
  if (value === null) return '–'
  return `${count(value.min)} to ${count(value.max)}, median ${count(value.median)} (middle half ${count(value.q25)} to ${count(value.q75)})`
}

function histogram(ratings: NonNullable<DataCard['ratings']>): string {
  const total = ratings.reduce((sum, rating) => sum + rating.count, 0)
  return ratings.map(({ value, count: times }) => `${value}: ${Math.round((100 * times) / total)}%`).join('  ')
}
