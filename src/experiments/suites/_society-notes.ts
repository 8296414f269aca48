import type { AgentSociety } from '../../evaluation/suites/index.ts'
import { counted, fixed, listed } from '../../words.ts'
import type { SocietyResult, SocietyRow, SocietyTable } from './society-result.ts'

interface NoteParts {
  readonly suite: AgentSociety
  readonly track: 1 | 2
  readonly tables: readonly SocietyTable[]
  readonly protocol: SocietyResult['protocol']
  readonly reviewed: boolean
}

/** What a reader has to know of the tables. */
export function societyNotes({ suite, track, tables, protocol, reviewed }: NoteParts): readonly string[] {
  const { labels } = protocol
  return [
    ...(labels.includes('simulated')
      ? [
          'simulated labels come from a language model (Qwen2.5-72B, by the challenge), not from people: they say little of users, and nothing is trained or tuned on them',
        ]
      : []),
    ...(labels.length < 2
      ? [`all labels are ${labels[0]}: there is no final score, which is 0.4 simulated and 0.6 real`]
      : []),
    ...(track === 1
      ? [
          'preference tells systems barely apart: look at the rows of constant stars first',
          ...(reviewed
            ? []
            : [
                'review and overall are undefined: they take models of sentiment, emotion and topic that are not here; supply their errors',
              ]),
        ]
      : tables.flatMap(canaryNotes)),
    ...(suite.excluded.length > 0
      ? [`${counted(suite.excluded.length, 'task')} left out: ${listed(suite.excluded.map(({ id }) => id))}`]
      : []),
    ...suite.notes,
  ]
}

function canaryNotes({ set, rows }: SocietyTable): readonly string[] {
  const off = (name: string): readonly string[] => {
    const row = rows.find((one) => one.name === name)
    const verdict = row && canary(row, rows)
    return verdict ? [`${set === '' ? 'the lists' : set}: ${verdict}`] : []
  }
  return [
    ...off('untouched-order').map(
      (text) => `${text}, so the order of the file tells something of the labels; candidates are shuffled for that`,
    ),
    ...off('shown-order').map((text) => `${text}, so hits may come from where an item stands: do not trust this table`),
  ]
}

/** What is wrong where an order that knows nothing does not score as chance does; null where all is well. */
function canary(row: SocietyRow, rows: readonly SocietyRow[]): string | null {
  for (const labels of ['simulated', 'real'] as const) {
    const chance = rows.find(({ kind }) => kind === 'chance')?.[labels]?.score.mean
    const score = row[labels]?.score
    if (score?.low == null || score.high == null || chance == null) continue
    if (score.low <= chance && chance <= score.high) continue
    return `the row ${row.name} is at ${fixed(score.mean!, 3)} where chance is ${fixed(chance, 3)} (${labels} labels)`
  }
  return null
}
