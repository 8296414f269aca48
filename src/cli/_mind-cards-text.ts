import type { JobResult } from '../domain/index.ts'
import type { CardComparison, CardComparisonRow } from '../experiments/index.ts'
import { interval } from './_format.ts'
import { tableText } from './_table.ts'

/** Letters of a model's column before it goes on in the next line. */
const WIDTH = 40

/** Several models' cards for people: jobs down, models across. @example mindCardsText(compareCards(cards, data)) */
export function mindCardsText({ data, prompts, models, rows }: CardComparison): string {
  return [
    `${models.length} ${models.length === 1 ? 'model' : 'models'} on ${data.name} (data ${data.hash.slice(0, 12)}, wording ${prompts})`,
    '',
    tableText<CardComparisonRow>(rows, [
      { title: 'job', of: ({ job }) => job, align: 'left' },
      { title: 'measure', of: ({ results }) => results.find((result) => result)?.measure ?? '–', align: 'left' },
      ...models.map(({ name }, place) => ({
        title: name,
        of: ({ results }: CardComparisonRow) => cell(results[place] ?? null),
        align: 'left' as const,
        ...(name.length > WIDTH ? { width: WIDTH } : {}),
      })),
    ]),
    '',
    'Intervals are 95%. Each verdict is of one model against cheap rules, on these data alone; a difference between two models is not tested.',
  ].join('\n')
}

function cell(result: JobResult | null): string {
  if (result === null) return 'not examined'
  const { verdict, value, low, high, n, gate } = result
  return `${verdict} ${interval({ mean: value, low, high })}${n < gate ? `, ${n} of ${gate}` : ''}`
}
