import {
  type Asked,
  explanationFacts,
  type Grounder,
  type Surroundings,
  shortSummary,
  touchedBy,
} from '../../agents/index.ts'
import type {
  AgentTask,
  AgentTaskResult,
  ItemId,
  ItemIndex,
  PlannerResult,
  TranscriptNode,
} from '../../domain/index.ts'
import { checkClaims, wordFacts } from '../../minds/index.ts'

type Settled = Pick<
  AgentTaskResult,
  'answer' | 'status' | 'decidedBy' | 'failure' | 'mended' | 'details' | 'transcript'
>

/**
 * Makes the answer to the task of what a planner came to: an order is cut to k, names are grounded, words are checked.
 *
 * @param find the grounder of the catalogue
 * @example settled(asked, planned, around, () => grounder(data.catalogue)).answer
 */
export function settled(asked: Asked, planned: PlannerResult, around: Surroundings, find: () => Grounder): Settled {
  const { task } = asked
  const { answer, status, failure, mended, details, transcript } = planned
  const plain: Settled = { answer: null, status, decidedBy: 'model', failure, mended, details, transcript }
  if (answer === null) return plain
  switch (task.type) {
    case 'rate':
      return { ...plain, answer: answer as number }
    case 'rank':
      return { ...plain, answer: (answer as readonly ItemId[]).slice(0, task.k) }
    case 'next':
      return next(asked as Asked<typeof task>, String(answer), plain, around, find())
    case 'summarise':
      return worded(
        plain,
        String(answer),
        wordsBeyond(String(answer), task.review),
        () => shortSummary(task.review),
        'rule',
      )
    case 'explain': {
      const facts = explanationFacts(around, asked.items[0]!, asked.user)
      const { unsupported } = checkClaims(String(answer), facts)
      return worded(plain, String(answer), unsupported, () => wordFacts(facts), 'template')
    }
  }
}

/** What was named, as ids: what no item is, came before, or the person had already, is left out and its place stays empty. */
function next(
  { task: { k }, user }: Asked<Extract<AgentTask, { readonly type: 'next' }>>,
  said: string,
  plain: Settled,
  { past, columns }: Surroundings,
  { find }: Grounder,
): Settled {
  const named = namesIn(said, (name) => columns.vocabulary.index(name as ItemId) ?? find(name))
  const found = named.filter((item) => item !== null)
  const distinct = [...new Set(found)]
  const met = touchedBy({ past }, user)
  const fresh = distinct.filter((item) => !met.has(item)).slice(0, k)
  const mended = {
    unknown: named.length - found.length,
    duplicate: found.length - distinct.length,
    missing: k - fresh.length,
  }
  const details = { ...plain.details, 'already taken': distinct.filter((item) => met.has(item)).length }
  if (fresh.length === 0) {
    const kind = found.length === 0 ? 'ungrounded' : 'policy'
    const failure = { kind, raw: said } as const
    const transcript = noted(plain.transcript, { step: 'ground', failure })
    return { ...plain, status: plain.status === 'budget' ? 'budget' : 'failed', failure, mended, details, transcript }
  }
  const answer = fresh.map((item) => columns.vocabulary.ids[item]!)
  return { ...plain, answer, mended, details, transcript: noted(plain.transcript, { step: 'ground', answer }) }
}

/** The names in a list as a model writes it; titles have commas, so these part names only where nothing else does. */
function namesIn(said: string, find: (name: string) => ItemIndex | null): readonly (ItemIndex | null)[] {
  const parts = partsOf(said, /[;\n]/)
  if (parts.length !== 1 || find(parts[0]!) !== null) return parts.map(find)
  return partsOf(said, /,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map(find)
}

/** Without places in the list, dashes, brackets and quotes around a name. */
const partsOf = (said: string, mark: RegExp): string[] =>
  said
    .replace(/^\s*\[|\]\s*$/g, '')
    .split(mark)
    .map((part) =>
      part
        .trim()
        .replace(/^(?:\d+[.)]|[-*•])\s+/, '')
        .replace(/^["'“]+|["'”.,]+$/g, '')
        .trim(),
    )
    .filter((part) => part !== '')

/** Words that may stand in a title though the review does without them: they state nothing. */
const SMALL = new Set(
  'a an and as at but by for from i in is it its my of on or that the this to was with you'.split(' '),
)
/** A title of more words is none. */
const MOST_WORDS = 20

/** The words of a title that its review does not have; all of them where it is no title. */
function wordsBeyond(title: string, review: string): readonly string[] {
  const words = wordsOf(title)
  if (words.length === 0) return [title]
  if (words.length > MOST_WORDS) return words
  const known = new Set(wordsOf(review))
  return words.filter((word) => !known.has(word) && !SMALL.has(word))
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .replaceAll('’', "'")
    .toLowerCase()
    .match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}']*/gu) ?? []

/** The words of the model, or those of a rule where the check found something in them. */
function worded(
  plain: Settled,
  said: string,
  unsupported: readonly string[],
  instead: () => string,
  by: 'rule' | 'template',
): Settled {
  const details = { ...plain.details, 'words refused': unsupported.length }
  if (unsupported.length === 0) return { ...plain, answer: said, details }
  const answer = instead()
  const observation = `Not supported: ${unsupported.map((word) => JSON.stringify(word)).join(', ')}.`
  const transcript = noted(plain.transcript, { step: 'check', observation, answer })
  return { ...plain, answer, decidedBy: by, details, transcript }
}

/** A transcript with what became of its answer. */
function noted(
  nodes: readonly TranscriptNode[],
  said: Pick<TranscriptNode, 'step' | 'answer' | 'observation' | 'failure'>,
): readonly TranscriptNode[] {
  const parent = nodes.findLast(({ kept }) => kept)?.id ?? 0
  return [...nodes, { id: nodes.length, parent, ...said, calls: 0, tokens: 0, milliseconds: 0, kept: true }]
}
