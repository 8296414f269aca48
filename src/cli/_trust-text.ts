import { type SimulationResult, trustQuestions, untold } from '../evaluation/index.ts'
import { fixed, listed, seconds, whole } from '../words.ts'
import { interval, number } from './_format.ts'
import { tableText } from './_table.ts'

/** May the run be believed? A verdict a question, then what else there is to know. @example trustText(result.trust) */
export function trustText(trust: SimulationResult['trust']): string {
  return [
    tableText(trust.verdicts, [
      { title: 'how far to trust it', of: ({ question }) => trustQuestions[question], align: 'left' },
      { title: 'verdict', of: ({ verdict }) => verdict, align: 'left' },
      { title: 'why', of: ({ reason }) => reason, align: 'left', width: 72 },
      {
        title: 'could detect',
        of: ({ detectable }) => (detectable ? `${fixed(detectable.value, 2)} ${detectable.unit}` : '–'),
        align: 'left',
        width: 16,
      },
    ]),
    'could detect: the smallest true difference that four of five runs of this size would find (p below .05)',
    ...untold(trust).map((warning) => `warning: ${warning}`),
  ].join('\n')
}

/** What the model of a run may decide, job by job; empty without a model. @example modelText(result) */
export function modelText({ manifest, card }: SimulationResult): string[] {
  const { model, granted, beside } = manifest.viewers
  if (model === null) return []
  const besides = beside
    ? `. To be read, ${beside.count} of the people were decided by it once more, unqualified; no table of the viewers counts them`
    : ''
  const may = granted.length === 0 ? 'nothing' : listed(granted)
  return [
    `model: ${model}; what it may decide on ${manifest.data.name}: ${may}${besides}`,
    ...(card?.jobs ?? []).map(
      ({ job, verdict, measure, value, low, high, control }) =>
        `   ${job.padEnd(9)} ${verdict.padEnd(9)} ${measure} ${interval({ mean: value, low, high })}${control ? ` against ${number(control.value)} of ${control.name}` : ''}`,
    ),
    ...(card === null ? ['   it has no card for this data: tastemaker qualify makes one'] : []),
  ]
}

/** What the calls of a model came to; empty without a model. @example costText(result) */
export function costText({ ledger, cost }: SimulationResult): string[] {
  if (ledger === null) return []
  const failed = ledger.failed > 0 ? `, ${whole(ledger.failed)} failed` : ''
  const money = cost.money === null ? 'no price given' : `money ${cost.money.toFixed(4)}`
  const time = cost.seconds === null ? '' : `; ${seconds(cost.seconds)}`
  return [
    `cost: ${whole(cost.modelCalls)} calls of ${ledger.model} (${whole(cost.fromJournal)} more from the journal${failed}), ${whole(cost.tokens.prompt)} tokens read, ${whole(cost.tokens.generated)} written; ${money}${time}`,
  ]
}
