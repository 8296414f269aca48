import type { SimulationResult } from '../../evaluation/index.ts'
import type { RunLedger } from '../../runs/index.ts'
import { counted, fixed, seconds, whole } from '../../words.ts'
import { type Html, html } from '../_html.ts'
import { type Cell, number, table, unknown } from '../_table.ts'
import { facts } from './facts.ts'
import { section } from './section.ts'

/** Calls, tokens, money and time. @example cost(result) */
export function cost({ manifest, cost: spent, ledger }: SimulationResult): Html {
  const fitting = manifest.recommenders.reduce((sum, { fitSeconds }) => sum + fitSeconds, 0)
  const time =
    spent.seconds === null ? 'not recorded' : `${seconds(spent.seconds)} on ${counted(manifest.workers, 'thread')}`
  return section(
    'cost',
    'What it cost',
    facts([
      [
        'model calls',
        `${whole(spent.modelCalls)}${ledger ? `, and ${whole(spent.fromJournal)} answers from the journal` : ''}`,
      ],
      ['tokens', ledger ? `${whole(spent.tokens.prompt)} read, ${whole(spent.tokens.generated)} written` : '0'],
      ['money', spent.money === null ? (ledger ? 'no price was given' : 'none') : money(spent.money)],
      ['time', time],
      ['of it, fitting the recommenders', seconds(fitting)],
      ...(ledger ? ([['time of the calls themselves', seconds(ledger.callSeconds)]] as const) : []),
      ['judgements', manifest.steps === null ? 'not recorded' : `${whole(manifest.steps)}, controls included`],
    ]),
    ledger ? bySteps(ledger) : html`<p class="note">No language model was asked.</p>`,
  )
}

function bySteps(ledger: RunLedger): Html {
  const kinds = Object.entries(ledger.failures).map(([kind, count]) => `${whole(count)} ${kind}`)
  return table({
    caption: `Calls of ${ledger.model} by what was asked; ${counted(ledger.retries, 'try', 'tries')} beyond the first${kinds.length > 0 ? `; failed: ${kinds.join(', ')}` : ''}.`,
    columns: ['question', 'calls', 'from the journal', 'tokens read', 'tokens written', 'money', 'failed'],
    groups: [
      { rows: ledger.steps.map((step) => [step.step, ...counts(step)]) },
      { rows: [['all', ...counts(ledger)]] },
    ],
  })
}

function counts(part: Omit<RunLedger['steps'][number], 'step'>): Cell[] {
  const { calls, fromJournal, promptTokens, generatedTokens, failed } = part
  return [
    ...[calls, fromJournal, promptTokens, generatedTokens].map((count) => number(count, whole, '')),
    part.money === null ? unknown('no price was given') : number(part.money, money, ''),
    number(failed, whole, ''),
  ]
}

/** Small sums matter where there are many. */
const money = (sum: number): string => fixed(sum, sum < 1 ? 4 : 2)
