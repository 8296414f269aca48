import { MindFailure } from '../../domain/index.ts'
import type { Guess, Hint, Lesson, RahAgents } from './agents.ts'
import type { Note } from './assistant-event.ts'
import { confidenceOf, polarityOf, recentMajority, unionOf } from './evidence.ts'
import type { FeedbackRecord, Perceived, PersonalityEntry } from './libraries.ts'
import { plain, reflected } from './operations.ts'
import type { RahOptions } from './options.ts'
import { entryId, evidenceFor, type Person } from './person.ts'

/** What stands around the loop. */
export interface LoopParts {
  readonly agents: RahAgents
  readonly options: Pick<RahOptions, 'maxTries' | 'guard'>
  readonly about: (item: string) => Perceived | undefined
  readonly note: Note
  /** What is left out, for a control: the check of lessons and their further attempts, or Reflect. */
  readonly without?: 'loop' | 'reflect' | undefined
}

/** What a piece of feedback taught. */
export interface Learned {
  readonly attempts: number
  /** Whether the last lesson alone explains the action. */
  readonly explained: boolean
  /** Null where no attempt held a statement. */
  readonly lesson: Lesson | null
}

/**
 * Learns from one event: up to `maxTries + 1` lessons, each of which has to explain the action by itself, then Reflect over the old
 * entries and the new (Shu et al. 2024, algorithm 1). The person's record of the event is there already.
 *
 * A model's failure is noted and counts as a failed attempt; it never ends the loop.
 *
 * @example const { explained } = await learnFrom(person, record, about, parts)
 */
export async function learnFrom(
  person: Person,
  event: FeedbackRecord,
  about: Perceived,
  parts: LoopParts,
): Promise<Learned> {
  witness(person, event, about, parts)
  const learned = await explain(person, event, about, parts)
  const { lesson, explained, attempts } = learned
  person.records.set(event.id, { ...event, explained, attempts })
  if (lesson === null) {
    parts.note({ type: 'lesson-missing', user: person.user, event: event.id })
    return learned
  }
  if (!explained) parts.note({ type: 'lesson-unexplained', user: person.user, event: event.id })
  const fresh = entriesOf(lesson, person, event, parts).map((entry) => withStanding(entry, explained, person))
  person.entries = [...person.entries, ...fresh]
  if (parts.without !== 'reflect') await reflect(person, event, fresh, parts)
  return learned
}

/** Lesson after lesson until one alone explains the action. */
async function explain(person: Person, event: FeedbackRecord, about: Perceived, parts: LoopParts): Promise<Learned> {
  const { agents, options, without } = parts
  let lesson: Lesson | null = null
  let hint: Hint | null = null
  const attempts = without === 'loop' ? 1 : options.maxTries + 1
  for (let attempt = 0; attempt < attempts; attempt++) {
    const key = `${person.user}/${event.id}/${attempt}`
    const said = await attemptedLesson(person, event, about, hint, key, parts)
    if (said === null) {
      hint = { attempt: attempt + 1, previous: lesson ?? NOTHING, wrong: null, reasons: [], advice: [] }
      continue
    }
    lesson = said
    if (without === 'loop') return { lesson, explained: true, attempts: 1 }
    // History is left out on purpose: the lesson has to stand for itself.
    const alone = {
      entries: entriesOf(lesson, person, event, parts),
      likeRate: 0.5,
      events: [],
      records: person.records,
    }
    const guess = await orNull(parts.note, () => agents.act(about, alone, key))
    if (guess === null) {
      hint = { attempt: attempt + 1, previous: lesson, wrong: null, reasons: [], advice: [] }
      continue
    }
    const { reasons, advice } = await criticised(person, event, about, guess, key, parts)
    if (guess.liked === event.liked) return { lesson, explained: true, attempts: attempt + 1 }
    hint = { attempt: attempt + 1, previous: lesson, wrong: guess, reasons, advice }
  }
  return { lesson, explained: false, attempts }
}

const NOTHING: Lesson = { prefers: [], disprefers: [] }

/** A lesson, or null where it is empty or the learner failed. */
async function attemptedLesson(
  person: Person,
  event: FeedbackRecord,
  about: Perceived,
  hint: Hint | null,
  key: string,
  { agents, note, about: library }: LoopParts,
): Promise<Lesson | null> {
  const entries = person.entries.filter(({ domain }) => domain === about.domain)
  const evidenceOf = (statement: string): string[] =>
    evidenceFor(person, statement, { domain: about.domain, event: event.id, about: library })
  const { liked, comment } = event
  const context = { entries, hint, evidenceOf, records: person.records }
  const said = await orNull(note, () => agents.learn({ about, liked, comment }, context, key))
  return said === null || said.prefers.length + said.disprefers.length === 0 ? null : said
}

/** What the critic says; where it contradicts the actions themselves, these count and that is noted. */
async function criticised(
  { user }: Person,
  event: FeedbackRecord,
  about: Perceived,
  guess: Guess,
  key: string,
  { agents, note }: LoopParts,
): Promise<Pick<Hint, 'reasons' | 'advice'>> {
  const said = await orNull(note, () => agents.critic(about, guess, event.liked, key))
  if (said === null) return { reasons: [], advice: [] }
  if (said.accurate !== (guess.liked === event.liked)) note({ type: 'critic-overruled', user, event: event.id })
  return said
}

/** Entries of a lesson as if it explained its action; those of one statement and polarity once. */
function entriesOf(
  { prefers, disprefers }: Lesson,
  person: Person,
  event: FeedbackRecord,
  { about }: LoopParts,
): PersonalityEntry[] {
  const { domain } = event
  const said = [
    ...new Map(prefers.map((statement) => [plain(statement), { polarity: 'prefers' as const, statement }])).values(),
    ...new Map(
      disprefers.map((statement) => [plain(statement), { polarity: 'disprefers' as const, statement }]),
    ).values(),
  ]
  return said.map(({ polarity, statement }, place) => {
    const evidence = evidenceFor(person, statement, { domain, event: event.id, about })
    const made = { polarity, statement, domain, evidence, explained: true }
    const createdAt = person.records.size
    return { id: entryId(event.id, place), createdAt, confidence: confidenceOf(made, person.records), ...made }
  })
}

function withStanding(entry: PersonalityEntry, explained: boolean, { records }: Person): PersonalityEntry {
  const standing = { ...entry, explained }
  return { ...standing, confidence: confidenceOf(standing, records) }
}

/** What the event says of entries that hold of its item; one that waited is confirmed where most of its evidence agrees with it. */
function witness(person: Person, { id, domain, liked }: FeedbackRecord, about: Perceived, { note }: LoopParts): void {
  const values = new Set(about.values.map(plain))
  person.entries = person.entries.map((entry) => {
    if (entry.domain !== domain || !values.has(plain(entry.statement))) return entry
    const evidence = unionOf([entry.evidence, [id]])
    const agrees = polarityOf(liked) === entry.polarity && recentMajority(evidence, person.records) === entry.polarity
    if (agrees && !entry.explained) note({ type: 'entry-confirmed', user: person.user, event: id, entry: entry.id })
    return withStanding({ ...entry, evidence }, entry.explained || agrees, person)
  })
}

async function reflect(
  person: Person,
  event: FeedbackRecord,
  fresh: readonly PersonalityEntry[],
  { agents, options, note }: LoopParts,
): Promise<void> {
  const { user, records, entries } = person
  const own = entries.filter(({ domain }) => domain === event.domain)
  const others = entries.filter(({ domain }) => domain !== event.domain)
  const ids = new Set(fresh.map(({ id }) => id))
  const operations = await orNull(note, () => agents.reflect(own, ids, records, `${user}/${event.id}`))
  if (operations === null) return
  const made = reflected(own, operations, { records, guard: options.guard })
  if ('rejected' in made) return note({ type: 'merge-rejected', user, event: event.id, reason: made.rejected })
  for (const conflict of made.conflicts) note({ type: 'conflict-settled', user, event: event.id, ...conflict })
  if (made.flipsRefused > 0) note({ type: 'flips-refused', user, event: event.id, count: made.flipsRefused })
  person.entries = [...others, ...made.entries]
}

/** An answer, or null with the failure noted. @example await orNull(note, () => agents.act(about, evidence, key)) */
export async function orNull<T>(note: Note, answer: () => Promise<T>): Promise<T | null> {
  try {
    return await answer()
  } catch (error) {
    if (!(error instanceof MindFailure)) throw error
    note({ type: 'answer-failed', step: error.step, kind: error.kind, raw: error.raw })
    return null
  }
}
