import { z } from 'zod'
import { TastemakerError } from '../../domain/index.ts'

/** One turn of a conversation. */
export const turnSchema = z.object({
  speaker: z.enum(['user', 'agent']),
  text: z.string(),
  /** Ids of items that were shown with it. */
  items: z.array(z.string()).optional(),
})

/** One turn of a conversation. */
export type DialogueTurn = Readonly<z.output<typeof turnSchema>>

/** How much of a conversation is shown to a model, and what it is reminded of. */
export interface DialogueOptions {
  /** Characters of the turns shown, the latest first to stay; 4,000 unless given. */
  readonly room?: number
  /** What a model should not forget, such as who it plays. */
  readonly reminder?: string
  /** Repeats the reminder after so many turns; 6 unless given, 0 never. */
  readonly remindEvery?: number
}

/** A conversation that goes on. */
export interface Dialogue {
  readonly turns: readonly DialogueTurn[]
  /** Adds a turn. @throws TastemakerError config/option for a turn without words and without items */
  say(turn: DialogueTurn): void
  /** Takes back the last turn of the user and all that followed. @returns what was taken back, oldest first */
  undo(): readonly DialogueTurn[]
  /** The conversation as a model reads it: words quoted, turns that do not fit left out from the oldest on, their number told. */
  text(): string
  /** The turns as plain JSON, for {@link dialogue} to go on with. */
  snapshot(): readonly DialogueTurn[]
}

const ROOM = 4000
const REMIND_EVERY = 6

/**
 * Opens a conversation, or goes on with one.
 *
 * A persona fades from a model's answers within some eight turns (Li et al. 2024); the reminder brings it back every few.
 *
 * @param turns of a snapshot; none unless given
 * @throws {TastemakerError} `config/range` for a room or a distance below 0, `config/option` for turns that are none
 * @example const talk = dialogue({ reminder: 'You are a patient viewer.' }); talk.say({ speaker: 'user', text: 'Something older?' })
 */
export function dialogue(options: DialogueOptions = {}, turns: readonly unknown[] = []): Dialogue {
  const { room = ROOM, reminder = '', remindEvery = REMIND_EVERY } = options
  for (const [name, value] of Object.entries({ room, remindEvery })) {
    if (!(Number.isInteger(value) && value >= 0)) {
      throw new TastemakerError('config/range', `${name} must be a whole number from 0, got ${value}.`)
    }
  }
  const said = turns.map(readTurn)
  return {
    get turns() {
      return said
    },
    say: (turn) => {
      said.push(readTurn(turn))
    },
    undo: () => {
      const last = said.findLastIndex(({ speaker }) => speaker === 'user')
      return last < 0 ? [] : said.splice(last)
    },
    text: () => textOf(said, { room, reminder, remindEvery }),
    snapshot: () => structuredClone(said),
  }
}

function readTurn(turn: unknown): DialogueTurn {
  const read = turnSchema.safeParse(turn)
  const words = read.success && (read.data.text.trim() !== '' || (read.data.items?.length ?? 0) > 0)
  if (words) return read.data
  throw new TastemakerError(
    'config/option',
    `A turn must say who speaks and have words or items, got ${JSON.stringify(turn)}.`,
    'Write { speaker: "user", text: "…" }.',
  )
}

function textOf(turns: readonly DialogueTurn[], { room, reminder, remindEvery }: Required<DialogueOptions>): string {
  const lines = turns.map(lineOf)
  let first = lines.length
  let length = 0
  // The latest turn is always shown.
  while (first > 0 && (first === lines.length || length + lines[first - 1]!.length <= room))
    length += lines[--first]!.length
  const shown = lines.slice(first).flatMap((line, place) => {
    const number = first + place
    const due = reminder !== '' && remindEvery > 0 && number > 0 && number % remindEvery === 0
    return due ? [reminder, line] : [line]
  })
  const left = first === 0 ? [] : [`(${first} earlier ${first === 1 ? 'turn is' : 'turns are'} left out)`]
  return [...(reminder === '' ? [] : [reminder]), ...left, ...shown].join('\n')
}

function lineOf({ speaker, text, items = [] }: DialogueTurn): string {
  const shown = items.length === 0 ? '' : ` [shows ${items.join(', ')}]`
  return `${speaker === 'user' ? 'User' : 'Agent'}: ${JSON.stringify(text)}${shown}`
}
