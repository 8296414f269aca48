import { type Asked, explanationFacts, type Surroundings, shortSummary } from '../../agents/index.ts'
import type { ItemIndex, UserIndex } from '../../domain/index.ts'
import { wordFacts, wordingQuestion } from '../../minds/index.ts'
import type { RandomStream } from '../../random.ts'
import { type Deed, deedLines, deedsOf, shown } from './prompts.ts'

/** Events that an example shows before the one to foresee. */
const BEFORE = 5
/** Items beside the taken one that an example of an order shows. */
const OTHERS = 4
/** Characters of a review in an example. */
const CHARACTERS = 600

/**
 * Worked examples from the past of other people, never of the person asked about.
 *
 * No example names an item that could be the answer: neither one that the task asks about or offers, nor, where everything is on
 * offer, one that the person did not meet before. There may be fewer than wanted, and nobody without a past gets any.
 *
 * @example demonstrations(asked, around, random, 3).length
 */
export function demonstrations(asked: Asked, around: Surroundings, random: RandomStream, shots: number): string[] {
  if (shots === 0 || asked.cold) return []
  const examples: string[] = []
  for (const example of examplesOf(asked, around, random)) {
    examples.push(example)
    if (examples.length === shots) break
  }
  return examples
}

function* examplesOf(asked: Asked, around: Surroundings, random: RandomStream): Generator<string> {
  if (asked.task.type === 'summarise') return yield* reviewExamples(asked, around, random)
  const { users } = around.past.data
  // Whoever has no past is not drawn from at all: who will come later has no say in who is drawn.
  const people = [...users.ids.keys()].filter((user) => user !== asked.user && hasPast(around, user as UserIndex))
  const met = new Set(deedsOf(around, asked.user).map(({ item }) => item))
  const own = new Set(asked.items)
  const mayShow = (item: ItemIndex): boolean => (asked.task.type === 'next' ? met.has(item) : !own.has(item))
  for (const other of random.split('people').shuffle(people)) {
    const deeds = deedsOf(around, other as UserIndex).filter(({ item }) => mayShow(item))
    const last = deeds.at(-1)
    if (!last || deeds.length < 2) continue
    const before = `Somebody did before, newest last:\n${deedLines(around, deeds.slice(0, -1), BEFORE)}`
    switch (asked.task.type) {
      case 'rate':
        yield `${before}\nThey rated ${shown(around.columns.items[last.item]!)}: the answer is ${last.value}.`
        break
      case 'next':
        yield `${before}\nThe next one was ${JSON.stringify(around.columns.items[last.item]!.id)}.`
        break
      case 'rank':
        yield `${before}\n${orderExample(around, last, deeds, mayShow, random.split('others', users.ids[other]!))}`
        break
      case 'explain':
        yield explainExample(around, other as UserIndex, last.item, random)
    }
  }
}

/** The taken item among others that this person did not touch. */
function orderExample(
  around: Surroundings,
  { item }: Deed,
  deeds: readonly Deed[],
  mayShow: (item: ItemIndex) => boolean,
  random: RandomStream,
): string {
  const touched = new Set(deeds.map((deed) => deed.item))
  const offered = new Set([item])
  const { items } = around.columns
  for (let draw = 0; draw < 20 * OTHERS && offered.size <= OTHERS; draw++) {
    const other = random.int(items.length) as ItemIndex
    if (!touched.has(other) && mayShow(other)) offered.add(other)
  }
  // In catalogue order first, so that the shuffle cannot know which one was taken.
  const order = random.shuffle([...offered].sort((a, b) => a - b))
  const lines = order.map((one) => shown(items[one]!))
  return `Candidates:\n${lines.join('\n')}\nThey took ${JSON.stringify(items[item]!.id)} next: it stands first in the answer.`
}

function explainExample(around: Surroundings, user: UserIndex, item: ItemIndex, random: RandomStream): string {
  const facts = explanationFacts(around, item, user)
  return `${wordingQuestion(facts, random).prompt().user}\nWords: ${JSON.stringify(wordFacts(facts))}`
}

/** What others wrote in the past about other items, with the title that the rule gives it. */
function* reviewExamples({ user, items }: Asked, { past, reviews }: Surroundings, random: RandomStream) {
  const known = reviews.filter((review) => {
    const writer = past.data.users.index(review.user)
    const item = past.data.items.index(review.item)
    if (writer === undefined || item === undefined || writer === user || items.includes(item)) return false
    return past.touched(writer, item) && !(review.at >= past.before) && /\p{L}/u.test(review.text)
  })
  for (const review of random.split('reviews').shuffle(known)) {
    const text = review.text.slice(0, CHARACTERS)
    yield `A review: ${JSON.stringify(text)}\nIts title: ${JSON.stringify(shortSummary(text))}`
  }
}

function hasPast({ past }: Surroundings, user: UserIndex): boolean {
  const { from, to } = past.rowsOf(user)
  return from < to
}
