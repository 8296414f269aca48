import type { JobResult, MindCard } from '../domain/index.ts'
import { interval, number } from './_format.ts'
import { tableText } from './_table.ts'

/**
 * A mind card for people: the table, why each verdict, and what the card means for a hybrid mind.
 *
 * @param meaning a sentence of the whole card that is kept for this model, which may know more jobs
 * @example mindCardText(card, hybridMeaning(card))
 */
export function mindCardText(card: MindCard, meaning: string): string {
  const widest = Math.max(...card.jobs.map(({ job }) => job.length))
  return [
    `${card.model} on ${card.data.name} (data ${card.data.hash.slice(0, 12)}, wording ${card.prompts}, seed ${card.seed})`,
    '',
    tableText<JobResult>(card.jobs, [
      { title: 'job', of: ({ job }) => job, align: 'left' },
      { title: 'measure', of: ({ measure }) => measure, align: 'left' },
      { title: 'n (needed)', of: ({ n, gate }) => `${n} (${gate})` },
      { title: 'value', of: ({ value, low, high }) => interval({ mean: value, low, high }) },
      { title: 'control', of: ({ control }) => (control ? `${control.name} ${number(control.value)}` : '–') },
      {
        title: 'gain',
        of: ({ gain }) => (gain ? interval({ mean: gain.value, low: gain.low, high: gain.high }) : '–'),
      },
      { title: 'verdict', of: ({ verdict }) => verdict, align: 'left' },
    ]),
    '',
    ...card.jobs.map(({ job, reason }) => `${job.padEnd(widest)}  ${reason}`),
    '',
    meaning,
  ].join('\n')
}
