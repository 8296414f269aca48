import type { metricCards } from '../evaluation/index.ts'
import { tableText } from './_table.ts'

/** Metrics for people: a table for each family, with where each shows. */
export function metricsText(cards: typeof metricCards): string {
  const families = Map.groupBy(cards, ({ family }) => family)
  const tables = [...families].map(([family, members]) => {
    return tableText(members, [
      { title: family, of: nameWithCut, align: 'left', width: 28 },
      { title: 'better', of: ({ direction }) => (direction === 'up' ? 'higher' : 'lower'), align: 'left' },
      { title: 'group', of: ({ group }) => group, align: 'left', width: 22 },
      { title: 'shown', of: (card) => (card.level === 'rows' ? '' : card.tier), align: 'left', width: 8 },
      { title: 'also called', of: ({ aliases }) => aliases.join(', '), align: 'left', width: 50 },
    ])
  })
  return [...tables, LEGEND].join('\n\n')
}

function nameWithCut(card: (typeof metricCards)[number]): string {
  return card.level !== 'rows' && card.reads === 'first k' ? `${card.name}@k` : card.name
}

const LEGEND = [
  'group: metrics of one group say much the same. summary: a column of every table, one of a group at most; usual: measured',
  'unless metrics are named, shown with --detail; detail: measured with --detail, or by name.',
  'tastemaker metrics describe NAME prints formula, divisor, gain, ties, source and the choice made where tools differ.',
].join('\n')
