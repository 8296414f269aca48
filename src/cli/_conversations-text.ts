import type { ConversationComparison, ConversationRow } from '../experiments/conversation/index.ts'
import { counted, fixed, percent } from '../words.ts'
import { interval, number } from './_format.ts'
import { tableText } from './_table.ts'

/** Letters of a name before it goes on in the next line. */
const NAME = 40

const measure = (row: ConversationRow, name: string): string => interval(row.patient[name]!)

/** A comparison by conversations: protocol, hits and turns, differences, wishes and cost, those who may leave, how seekers talk, what to believe. */
export function conversationsText(comparison: ConversationComparison): string {
  const { rows, protocol, notes } = comparison
  const hit = `Hit@${protocol.turns}`
  return [
    headline(comparison),
    '',
    tableText(rows, [
      nameColumn(rows, 'seekers who stay'),
      { title: hit, of: (row) => measure(row, hit) },
      { title: 'AT', of: (row) => interval(row.patient['AT']!, 2) },
      { title: 'turn of hits', of: ({ meanHitTurn }) => number(meanHitTurn, 2) },
      { title: `fuzzy ${hit}`, of: (row) => number(row.patient[`fuzzy ${hit}`]!.mean) },
      { title: 'leaked', of: (row) => number(row.patient['leaked']!.mean) },
    ]),
    '',
    tableText(rows, [
      nameColumn(rows, `${hit}, seeker by seeker`),
      { title: 'less random', of: ({ toRandom }) => (toRandom ? interval(toRandom) : '–') },
      { title: 'less popularity', of: ({ toPopularity }) => (toPopularity ? interval(toPopularity) : '–') },
      ...hits(protocol.turns),
    ]),
    '',
    tableText(rows, [
      nameColumn(rows, 'wishes and cost'),
      { title: 'wishes kept', of: (row) => measure(row, 'wishes kept') },
      { title: 'instructions followed', of: (row) => measure(row, 'instructions followed') },
      ...(protocol.seekers === 'utility'
        ? [
            { title: 'took something', of: (row: ConversationRow) => number(row.patient['accepted']!.mean) },
            { title: 'talked into', of: (row: ConversationRow) => number(row.patient['talked into']!.mean) },
          ]
        : []),
      { title: 'calls a turn', of: (row) => number(row.patient['calls a turn']!.mean, 1) },
      { title: 'tokens a turn', of: (row) => number(row.patient['tokens a turn']!.mean, 0) },
      { title: 'ms a turn', of: (row) => number(row.patient['milliseconds a turn']!.mean, 1) },
      { title: 'failed', of: (row) => number(row.patient['failed']!.mean) },
    ]),
    ...leavingText(rows, protocol.turns),
    '',
    realismText(comparison.realism),
    '',
    ...notes.map((note) => `note: ${note}`),
  ].join('\n')
}

function headline({ data, model, protocol }: ConversationComparison): string {
  const { people, eligible, turns, cards, seed, seekers, utility, topShare, ranker, frontLoaded } = protocol
  return [
    `Conversations on ${data.name} (data ${data.hash.slice(0, 12)}), ${counted(people, 'simulated seeker')} of ${counted(eligible, 'eligible person', 'eligible people')}, seed ${seed}, ${model ? `language model ${model.name}` : 'no language model'}.`,
    seekers === 'target'
      ? 'Looked for: the last item each person liked, held out with all they did after. A hit is its id among the cards; fuzzy is the title in the words.'
      : `Looked for: what ${utility} puts in a person's top ${percent(topShare ?? 0, 1)} of the catalogue. A hit is any of it among the cards.`,
    `At most ${turns} turns of ${counted(cards, 'card')}; AT counts a miss as ${turns + 1}. Ranker around the agents: ${ranker}. ${percent(frontLoaded, 0)} of the seekers tell all at once. Intervals are 95% bootstrap over seekers.`,
  ].join('\n')
}

function nameColumn(rows: readonly ConversationRow[], title: string) {
  const column = { title, of: ({ name }: ConversationRow) => name, align: 'left' as const }
  return rows.some(({ name }) => name.length > NAME) ? { ...column, width: NAME } : column
}

function hits(turns: number) {
  return Array.from({ length: Math.min(turns, 10) }, (_, place) => ({
    title: `Hit@${place + 1}`,
    of: (row: ConversationRow) => number(row.patient[`Hit@${place + 1}`]!.mean, 2),
  }))
}

/** Those who may leave, twice a row: who goes without a word, and who says first what to change. */
function leavingText(rows: readonly ConversationRow[], turns: number): string[] {
  const last = `retention@${turns}`
  const lines = rows.flatMap((row) =>
    row.leaving
      ? [
          { name: row.name, says: 'no', values: row.leaving.silent, because: row.leaving.because.silent, gain: null },
          {
            name: row.name,
            says: 'yes',
            values: row.leaving.instructs,
            because: row.leaving.because.instructs,
            gain: row.leaving.difference[last]!,
          },
        ]
      : [],
  )
  if (lines.length === 0) return []
  return [
    '',
    tableText(lines, [
      { title: 'seekers who may leave', of: ({ name }) => name, align: 'left' },
      { title: 'instruct', of: ({ says }) => says, align: 'left' },
      { title: last, of: ({ values }) => interval(values[last]!) },
      { title: 'more than without', of: ({ gain }) => (gain ? interval(gain) : '–') },
      { title: 'depth', of: ({ values }) => interval(values['depth']!, 2) },
      { title: 'instructions followed', of: ({ values }) => number(values['instructions followed']!.mean) },
      { title: `Hit@${turns}`, of: ({ values }) => number(values[`Hit@${turns}`]!.mean) },
      {
        title: 'ended because',
        of: ({ because }) =>
          Object.entries(because)
            .sort(([one], [other]) => (one < other ? -1 : 1))
            .map(([why, count]) => `${count} ${why}`)
            .join(', '),
        align: 'left',
      },
    ]),
  ]
}

function realismText({
  messages,
  frontLoading,
  politeness,
  words,
  mattr,
  repetition,
}: ConversationComparison['realism']) {
  const share = (value: number | null): string => (value === null ? '–' : percent(value, 0))
  const deviation =
    words.deviation === null ? '' : ` (deviation ${fixed(words.deviation, 1)}, ${words.least} to ${words.most})`
  return [
    `How the seekers talk, over ${counted(messages, 'message')} of all rows: ${share(frontLoading)} of their wishes in the first one, ${share(politeness)} polite,`,
    `${number(words.mean, 1)} words each${deviation}, MATTR ${number(mattr.mean, 2)} (window ${mattr.window}, ${counted(mattr.seekers, 'conversation')} long enough), ${share(repetition)} said before word for word.`,
  ].join('\n')
}
