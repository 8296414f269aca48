import type { ItemId, ReplyCost } from '../../domain/index.ts'
import { namesTitle } from './names-title.ts'
import { partialRatio } from './partial-ratio.ts'

/** A conversation as an evaluator reads it. */
export interface Talk {
  /** The seeker's messages, last words included. */
  readonly said: readonly { readonly text: string; readonly tells: number }[]
  /** In order: reply number t answers message number t. */
  readonly replies: readonly {
    readonly text: string
    readonly items: readonly ItemId[]
    /** Wishes said so far, with the share of cards that contradict each; null where no card can. */
    readonly wishes: readonly { readonly insisted: boolean; readonly contradicted: number | null }[]
    readonly failed: boolean
    readonly cost: ReplyCost
  }[]
  /** `found`, `settled`, `ignored`, `patience`, `turns`, …; null where somebody failed. */
  readonly because: string | null
  readonly accepts: ItemId | null
}

/** What was looked for, as only the evaluator knows it. */
export interface Sought {
  /** Whether an item is what was looked for, or one of those. */
  readonly isWanted: (item: ItemId) => boolean
  /** Of the one item that may not be named; null where there are several. */
  readonly title: string | null
  /** How far an item lies above what the seeker asks for at least, in the unit of their own taste; null without one. */
  readonly surplus: ((item: ItemId) => number) | null
}

/** What a conversation came to. */
export interface JudgedTalk {
  /** The first turn whose cards hold what was looked for; null for none, and for a leaked conversation. */
  readonly hit: number | null
  /** The same by the released rule: the first reply whose words are like the title (partial ratio above 80); null without a title. */
  readonly fuzzyHit: number | null
  /** Whether the seeker named what it looks for. */
  readonly leaked: boolean
  /** Replies heard. */
  readonly depth: number
  /** The reply after which they left without what they wanted, or somebody failed; null for those who stayed or were content. */
  readonly lostAfter: number | null
  readonly failed: boolean
  /** Replies of a failure. */
  readonly failures: number
  /** Wishes in force, reply by reply, that could be contradicted; and those that no card contradicted. */
  readonly wishes: { readonly held: number; readonly kept: number }
  /** Wishes insisted on, and those that no card of the next reply contradicted. */
  readonly instructions: { readonly given: number; readonly followed: number }
  /** Whether they took what their own taste finds too little; null where nothing was taken or no taste is known. */
  readonly persuaded: boolean | null
  readonly accepted: boolean
  /** Sums over replies. */
  readonly cost: ReplyCost
}

/** Above this likeness the released evaluation takes a reply to recommend a title. */
const RECOMMENDED_ABOVE = 80
const CONTENT = new Set(['found', 'settled', 'turns'])

/**
 * Judges a conversation by what was looked for: by id, by words, and by how the wishes fared.
 *
 * A reply without cards keeps no wish and follows no instruction.
 *
 * @example judgeTalk(talk, { isWanted: (id) => id === target, title, surplus: null }).hit // 2
 */
export function judgeTalk(talk: Talk, { isWanted, title, surplus }: Sought): JudgedTalk {
  const { said, replies, because, accepts } = talk
  const leaked = title !== null && said.some(({ text }) => namesTitle(text, title))
  const firstTurn = (holds: (reply: Talk['replies'][number]) => boolean): number | null => {
    const place = leaked ? -1 : replies.findIndex(holds)
    return place < 0 ? null : place + 1
  }
  const failed = because === null
  return {
    hit: firstTurn(({ items }) => items.some(isWanted)),
    fuzzyHit: title === null ? null : firstTurn(({ text }) => partialRatio(title, text, RECOMMENDED_ABOVE) > 0),
    leaked,
    depth: replies.length,
    lostAfter: failed || !CONTENT.has(because) ? replies.length : null,
    failed,
    failures: replies.filter((reply) => reply.failed).length,
    ...obedience(replies),
    accepted: accepts !== null,
    persuaded: accepts === null || surplus === null ? null : surplus(accepts) < 0,
    cost: {
      calls: sum(replies, ({ cost }) => cost.calls),
      promptTokens: sum(replies, ({ cost }) => cost.promptTokens),
      generatedTokens: sum(replies, ({ cost }) => cost.generatedTokens),
      milliseconds: sum(replies, ({ cost }) => cost.milliseconds),
    },
  }
}

function obedience(replies: Talk['replies']): Pick<JudgedTalk, 'wishes' | 'instructions'> {
  const wishes = { held: 0, kept: 0 }
  const instructions = { given: 0, followed: 0 }
  for (const { items, wishes: held } of replies) {
    for (const { contradicted, insisted } of held) {
      // Where cards were shown and none can contradict a wish, nothing is known of it.
      if (contradicted === null && items.length > 0) continue
      const isKept = contradicted === 0
      wishes.held++
      if (isKept) wishes.kept++
      if (!insisted) continue
      instructions.given++
      if (isKept) instructions.followed++
    }
  }
  return { wishes, instructions }
}

const sum = <Thing>(things: readonly Thing[], of: (thing: Thing) => number): number =>
  things.reduce((total, thing) => total + of(thing), 0)
