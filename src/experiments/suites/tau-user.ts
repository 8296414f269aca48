import type { ItemCard, Reply } from '../../domain/index.ts'
import { meets, type TauConstraint, type TauSuite, type TauTask, type TauWish } from '../../evaluation/suites/index.ts'
import { listed } from '../../words.ts'
import { constraintWords } from './_constraint-words.ts'

/** What the person says next. */
export interface TauUserTurn {
  readonly text: string
  /** `asked`: they ask for one recommendation; `last`: they ask for it again, or to hear that there is none. */
  readonly closing: 'no' | 'asked' | 'last'
}

/** The person of a task. */
export interface TauUser {
  open(): TauUserTurn
  /** What they say to a reply: to its words and its first item. */
  answer(reply: {
    readonly text: Reply['text']
    readonly items: readonly Pick<ItemCard, 'id' | 'title'>[]
  }): TauUserTurn
}

/** Shown items that they turn down before they ask for a recommendation as it is. */
const REJECTIONS = 3

/** Words of a question by the field that it is about. */
const ABOUT: Readonly<Record<string, RegExp>> = {
  genres: /\b(genres?|kinds?|types?|sort|moods?|style)\b/i,
  runtime: /\b(long|length|runtime|running time|minutes|hours?|short|duration)\b/i,
  rating: /\b(ratings?|scores?|acclaimed|stars|well rated|reviews?)\b/i,
  content_rating: /\b(content|age|ages|family|kids?|children|mature|rated|certificate|suitable)\b/i,
  streaming_services: /\b(services?|stream(ing)?|platforms?|subscri\w+|watch on|available|availability)\b/i,
  release_date: /\b(years?|recent|new|newer|older?|decades?|era|released?|classics?)\b/i,
  director: /\b(directors?|directed)\b/i,
  cast: /\b(actors?|actress(es)?|cast|starring)\b/i,
  vote_count: /\b(popular|popularity|well known|votes?)\b/i,
  sponsored: /\b(sponsored|promoted|adverti\w+)\b/i,
  overview: /\b(plots?|story|about)\b/i,
  title: /\b(title|called|name)\b/i,
}
/** A question that is about nothing in particular. */
const OPEN =
  /\b(anything else|something else|any other|other (wishes|preferences|requirements)|what else|preferences|requirements|in the mood|looking for|tell me more|what matters|what would you like|what do you (like|want)|anything you|narrow)\b/i

/**
 * The person of a task, by rules: nothing they say is drawn by chance, and no model words it.
 *
 * They begin with what they volunteer. Asked about a field they tell what they keep for a question about it, and all of that to an
 * open question; they never tell what is hidden. To the first item of a reply they say whether it suits them, naming only demands that they spoke
 * of before. When there is nothing left to tell, they say "Please recommend one.".
 *
 * @example tauUser(suite, task, reveal(suite.wishes.get(task.id)!)).open().text
 */
export function tauUser(suite: Pick<TauSuite, 'items'>, task: TauTask, { constraints }: TauWish): TauUser {
  const told = new Set(constraints.filter(({ reveal }) => reveal === 'volunteer'))
  let toldServices = false
  let rejections = 0
  let asked = 0

  const closing = (before: string): TauUserTurn => {
    asked++
    const ask =
      asked === 1 ? 'Please recommend one.' : 'Please recommend one now, or say that there is none that suits me.'
    return { text: [before, ask].filter((part) => part !== '').join(' '), closing: asked === 1 ? 'asked' : 'last' }
  }

  /** What questions of a reply draw out; null where there was none. */
  const answers = (text: string): readonly string[] | null => {
    const questions = text.match(/[^.!?\n]*\?/g)
    if (!questions) return null
    const isOpen = questions.some((question) => OPEN.test(question))
    const isAbout = (field: string): boolean =>
      isOpen || questions.some((question) => (ABOUT[field] ?? wordsOf(field)).test(question))
    const news: string[] = []
    for (const constraint of constraints) {
      if (constraint.reveal !== 'on_ask' || told.has(constraint) || !isAbout(constraint.field)) continue
      told.add(constraint)
      news.push(constraintWords(constraint))
    }
    if (!toldServices && task.services.length > 0 && isAbout('streaming_services')) {
      toldServices = true
      news.push(`I have ${listed(task.services)}.`)
    }
    return news
  }

  return {
    open() {
      const words = [...told].map(constraintWords)
      return { text: ['I am looking for something to watch.', ...words].join(' '), closing: 'no' }
    },
    answer({ text, items }) {
      const news = answers(text)
      const shown = items[0]
      if (shown && asked === 0) {
        const item = suite.items.get(shown.id)
        const broken = constraints.filter((constraint) => !item || !meets(constraint, item))
        if (broken.length === 0) return closing([`${shown.title} sounds right.`, ...(news ?? [])].join(' '))
        if (rejections < REJECTIONS) {
          rejections++
          return { text: [notThat(shown.title, broken, told), ...(news ?? [])].join(' '), closing: 'no' }
        }
      }
      if (news && news.length > 0) return { text: news.join(' '), closing: 'no' }
      return closing(news && !shown ? 'I have no preference there.' : '')
    },
  }
}

/** Why an item is turned down, in demands that were spoken of; what was not spoken of is hinted at only. */
function notThat(title: string, broken: readonly TauConstraint[], told: ReadonlySet<TauConstraint>): string {
  const spoken = broken.filter((constraint) => told.has(constraint)).map(constraintWords)
  return [`Not ${title}.`, ...(spoken.length > 0 ? spoken : ['It is not what I am after.'])].join(' ')
}

const wordsOf = (field: string): RegExp =>
  new RegExp(`\\b${field.replace(/[^\w]/g, '').replaceAll('_', '[ _]')}\\b`, 'i')
