import { counted, fixed, listed, percent } from '../../words.ts'
import { isAbove, isBelow } from './_rows.ts'
import type { ConversationComparison, ConversationRow } from './comparison.ts'

/** With fewer seekers an interval is narrow by accident. */
const LEAST_SEEKERS = 10

/**
 * What is shown and what is not, a sentence each.
 *
 * @param kin rows whose model is of the family by which the seekers decide
 */
export function conversationNotes(made: Omit<ConversationComparison, 'notes'>, kin: readonly string[]): string[] {
  const { rows, protocol, data } = made
  return [
    `The seekers are simulated, by rules of this project: they know categories, years and what they liked before, and follow no model of language. What they look for is ${
      protocol.seekers === 'target'
        ? `real, the last item they liked in ${data.name}`
        : `what ${protocol.utility}, fitted on the training part and their own later events, puts in their top share`
    }. No person talked.`,
    `Models were fitted without the held-out events; what others did later they have seen. Counts end before each held-out event.`,
    ...differences(rows, protocol),
    ...ceiling(rows, protocol),
    ...leaving(rows),
    ...leaks(rows),
    ...(kin.length === 0
      ? []
      : [`${listed(kin)} rest on a model of the family by which the seekers decide: their figures flatter them.`]),
    ...rows.flatMap(({ name, errors }) => {
      const [most] = Object.entries(errors).sort(([, one], [, other]) => other - one)
      const count = Object.values(errors).reduce((sum, one) => sum + one, 0)
      return most
        ? [
            `${name}: ${counted(count, 'conversation')} broke off and count as misses, most often by ${JSON.stringify(most[0].slice(0, 120))}.`,
          ]
        : []
    }),
    'Published figures for such conversations come from other simulators, which give more or less away: they may not be set beside these.',
    protocol.people < LEAST_SEEKERS
      ? `Fewer than ${LEAST_SEEKERS} seekers: nothing is called shown, however alike they are.`
      : `With ${protocol.people} seekers only large differences show; intervals are not adjusted for the number of rows.`,
  ]
}

function differences(
  rows: readonly ConversationRow[],
  { people, turns }: ConversationComparison['protocol'],
): string[] {
  if (people < LEAST_SEEKERS) return []
  const others = rows.filter(({ name }) => name !== 'random' && name !== 'popularity')
  const better = others.filter(
    ({ toRandom, toPopularity }) => toRandom && toPopularity && isAbove(toRandom) && isAbove(toPopularity),
  )
  const rest = others.filter((row) => !better.includes(row))
  const measure = `Hit@${turns}`
  return [
    ...(better.length === 0
      ? []
      : [
          `Shown to find more than chance and popularity within ${turns} turns: ${listed(better.map((row) => worded(row, measure)))}.`,
        ]),
    ...(rest.length === 0 ? [] : [`Not shown to: ${listed(rest.map((row) => worded(row, measure)))}.`]),
  ]
}

/** Where nearly all find it at once, no row can be better than another. */
function ceiling(rows: readonly ConversationRow[], { turns }: ConversationComparison['protocol']): string[] {
  const full = rows.filter(({ patient }) => (patient[`Hit@${turns}`]!.mean ?? 0) >= 0.95)
  if (full.length < 2) return []
  return [
    `Too easy to tell ${listed(full.map(({ name }) => name))} apart: nearly everybody finds it there. A smaller top share asks for more.`,
  ]
}

function worded({ name, patient }: ConversationRow, measure: string): string {
  const { mean, low, high } = patient[measure]!
  if (mean === null) return name
  return low === null || high === null
    ? `${name} (${fixed(mean, 2)})`
    : `${name} (${fixed(mean, 2)}, 95% from ${fixed(low, 2)} to ${fixed(high, 2)})`
}

/** What a last instruction changes: a turn by construction, more only where it is heeded. */
function leaving(rows: readonly ConversationRow[]): string[] {
  const known = rows.filter(({ leaving }) => leaving !== null)
  if (known.length === 0) return []
  const last = (row: ConversationRow) => {
    const { difference } = row.leaving!
    return Object.entries(difference).findLast(([name]) => name.startsWith('retention@'))![1]
  }
  const kept = known.filter((row) => isAbove(last(row)))
  const lost = known.filter((row) => isBelow(last(row)))
  return [
    'Somebody who says what to change waits for one more reply, so that depth grows by that alone; that they are still there at the end is the agent answering them.',
    kept.length === 0
      ? 'No row is shown to keep more seekers to the end where they say what to change.'
      : `Shown to keep more seekers to the end where they say what to change: ${listed(kept.map(({ name }) => name))}.`,
    ...(lost.length === 0 ? [] : [`Shown to keep fewer: ${listed(lost.map(({ name }) => name))}.`]),
  ]
}

function leaks(rows: readonly ConversationRow[]): string[] {
  const leaked = rows.filter(({ patient }) => (patient['leaked']!.mean ?? 0) > 0)
  if (leaked.length === 0) return ['No seeker named what it looks for.']
  const shares = leaked.map(({ name, patient }) => `${name} ${percent(patient['leaked']!.mean!, 0)}`)
  return [`Conversations in which the seeker's words came near the title, counted as misses: ${listed(shares)}.`]
}
