import type { Item } from '../../domain/index.ts'
import type { ActEvidence, Guess, Hint, RahAgents } from './agents.ts'
import { polarityOf, RECENT, recentMajority } from './evidence.ts'
import { evidenceVote } from './evidence-vote.ts'
import type { Perceived, PersonalityEntry } from './libraries.ts'
import { aboutOf, evidenceAbout, type Operation, plain } from './operations.ts'

/**
 * The five agents without a language model.
 *
 * Learn takes the values of an item that the personality does not yet explain; on a second attempt those which the person's record
 * bears out, on a third the best of them. Act is a vote of the entries that match. Critic compares. Reflect merges what is said twice
 * and turns what most of the latest evidence contradicts. Where the record bears out none of an item's values, the lesson stays
 * unexplained: an exception is no rule.
 *
 * @param perceive reads an item
 * @example (await ruleAgents(perceive).act(about, evidence, '')).probability
 */
export function ruleAgents(perceive: (item: Item) => Perceived): RahAgents {
  return {
    decidedBy: 'rule',
    perceive: async (item) => perceive(item),
    async learn({ about, liked }, { entries, hint, evidenceOf, records }) {
      const polarity = polarityOf(liked)
      const known = new Set(
        entries
          .filter((entry) => entry.explained && entry.polarity === polarity)
          .map(({ statement }) => plain(statement)),
      )
      const borneOut = (): string[] =>
        about.values.filter((value) => recentMajority(evidenceOf(value), records) === polarity)
      const values = [
        () => about.values.filter((value) => !known.has(plain(value))),
        borneOut,
        () => bestOf(borneOut(), (value) => evidenceOf(value).length),
      ][attemptOf(hint)]!()
      return liked ? { prefers: values, disprefers: [] } : { prefers: [], disprefers: values }
    },
    act: async (about, evidence) => vote(about, evidence),
    async critic(_, { liked, reasonsFor, reasonsAgainst }, action) {
      return { accurate: liked === action, reasons: liked ? reasonsFor : reasonsAgainst, advice: [] }
    },
    async reflect(entries, fresh, records) {
      return entries.filter(({ id }) => fresh.has(id)).flatMap((entry) => joined(entry, entries, fresh, records))
    },
  }
}

/** Attempts beyond the third go on with the best value. */
const attemptOf = (hint: Hint | null): number => (hint === null ? 0 : Math.min(2, hint.attempt))

const bestOf = (values: readonly string[], worth: (value: string) => number): string[] =>
  values.length === 0 ? [] : [values.reduce((one, other) => (worth(other) > worth(one) ? other : one))]

/** A vote of the entries that match, and of the nearest events as if they were one more. */
function vote(about: Perceived, { entries, likeRate, events, records }: ActEvidence): Guess {
  const values = new Set(about.values.map(plain))
  const matching = entries.filter((entry) => values.has(plain(entry.statement)))
  const counts = matching.map(({ evidence }) => {
    const known = evidence.flatMap((id) => records.get(id) ?? []).slice(-RECENT)
    return { liked: known.filter(({ liked }) => liked).length, of: known.length }
  })
  if (events.length > 0) {
    counts.push({ liked: events.filter(({ record }) => record.liked).length, of: events.length })
  }
  const probability = evidenceVote(counts, likeRate)
  return {
    liked: probability >= 0.5,
    probability,
    reasonsFor: reasons(matching, 'prefers'),
    reasonsAgainst: reasons(matching, 'disprefers'),
  }
}

const reasons = (matching: readonly PersonalityEntry[], polarity: PersonalityEntry['polarity']): string[] =>
  matching.filter((entry) => entry.polarity === polarity).map(({ statement }) => statement)

/** A fresh entry joins the older one about the same; where they disagree, what most of the latest evidence says stands. */
function joined(
  entry: PersonalityEntry,
  entries: readonly PersonalityEntry[],
  fresh: ReadonlySet<string>,
  records: ActEvidence['records'],
): Operation[] {
  const older = entries.find((other) => !fresh.has(other.id) && aboutOf(other) === aboutOf(entry))
  if (!older) return []
  const merge: Operation = { op: 'merge', ids: [older.id, entry.id] }
  if (older.polarity === entry.polarity) return [merge]
  const said = recentMajority(evidenceAbout(entry, entries), records)
  return [{ op: 'flip', id: said === older.polarity ? entry.id : older.id }, merge]
}
