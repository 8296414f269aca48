import {
  type AlignmentRow,
  type AlignmentSetting,
  decidesUnqualified,
  type SimulationResult,
} from '../../evaluation/index.ts'
import { counted, fixed, percent, pValue } from '../../words.ts'
import { unqualified } from '../_chip.ts'
import { type Html, html } from '../_html.ts'
import { type Cell, number, table, unknown } from '../_table.ts'
import { section } from './section.ts'

type Manifest = SimulationResult['manifest']

/** Whether the viewers know whose viewers they are, beside cheap rules that answered the same lists. @example alignment(result) */
export function alignment({ trust, manifest }: SimulationResult): Html {
  const settings = trust.alignment
  if (settings.length === 0) {
    return section(
      'alignment',
      'Do the viewers know the people?',
      html`<p>The run asked no viewer about held-out items.</p>`,
    )
  }
  return section(
    'alignment',
    'Do the viewers know the people?',
    html`<p>Each viewer is shown a list with some items that its person really chose later among rivals that they never chose,
and says yes or no to each. The rivals are drawn from all items, or from those as popular as the chosen ones: popularity alone
helps with the first and not with the second. A viewer that does no better than the cheap rules beside it has learned no
taste. Accuracy alone flatters long lists: at 1:9, saying no to everything is right nine times in ten, so read F1 and the share
of yes with it.</p>`,
    accuracies(settings, manifest),
    settings.map(
      (
        setting,
        place,
      ) => html`<details${place === 0 && html` open`}><summary>${titleOf(setting)}</summary>${inFull(setting, manifest)}</details>
`,
    ),
  )
}

function accuracies(settings: readonly AlignmentSetting[], { viewers }: Manifest): Html {
  const who = [...new Set(settings.flatMap(({ rows }) => rows.map((row) => row.who)))]
  const cell = (setting: AlignmentSetting, name: string): Cell => {
    const row = setting.rows.find((one) => one.who === name)
    return row ? number(row.accuracy, percent, 'nobody was asked') : unknown('not asked')
  }
  return table({
    caption: 'Accuracy: the share of right answers, by chosen items to rivals and by who answered.',
    columns: ['list', ...who.map((name) => (decidesUnqualified(viewers, name) ? `${name}, unqualified` : name))],
    groups: [...Map.groupBy(settings, (setting) => setting.rivals)].map(([rivals, group]) => ({
      heading: RIVALS[rivals],
      rows: group.map((setting) => [`1:${setting.ratio}`, ...who.map((name) => cell(setting, name))]),
    })),
  })
}

function inFull({ rows, excluded, short }: AlignmentSetting, manifest: Manifest): Html {
  const left = [
    excluded > 0 ? `${counted(excluded, 'person', 'people')} with nothing held out left out` : '',
    short > 0 ? `${counted(short, 'list')} shorter` : '',
  ].filter((part) => part !== '')
  return table({
    caption: `${counted(rows[0]?.people ?? 0, 'person', 'people')}${left.length > 0 ? `; ${left.join(', ')}` : ''}. The gain is the viewer's accuracy less that of the row; p of a paired randomisation test, not adjusted.`,
    columns: ['who answered', 'accuracy', 'precision', 'recall', 'F1', 'yes', "viewer's gain", 'p'],
    groups: [{ rows: rows.map((row) => [html`${row.who}${unqualified(manifest, row.who)}`, ...cells(row)]) }],
  })
}

function cells({ accuracy, precision, recall, f1, yesRate, viewerGain }: AlignmentRow): Cell[] {
  const own = unknown('the viewer itself')
  return [
    number(accuracy, percent, 'nobody was asked'),
    number(precision, percent, 'never said yes'),
    number(recall, percent, 'nobody was asked'),
    number(f1, percent, 'nobody was asked'),
    Number.isNaN(yesRate) ? unknown('nobody was asked') : number(yesRate, percent, ''),
    viewerGain ? number(viewerGain.difference, (value) => `${fixed(100 * value, 1)} points`, 'nobody was asked') : own,
    viewerGain ? number(viewerGain.p, pValue, 'both are right equally often for everybody') : own,
  ]
}

const titleOf = ({ ratio, rivals }: AlignmentSetting): string => `1:${ratio}, ${RIVALS[rivals]}`

const RIVALS = {
  uniform: 'rivals drawn from all items',
  'equally-popular': 'rivals as popular as the chosen items',
} as const
