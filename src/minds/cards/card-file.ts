import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type MindCard, TastemakerError } from '../../domain/index.ts'
import { mindCard } from '../../runs/mind-card.ts'
import { mergeCards } from './merge-cards.ts'

/*
 * Cards in the cache, a file for each model, data set and wording. A card is the only evidence a mind has, so it is
 * written whole or not at all.
 */

/** What a card is about: answers of another model, on other data or to other words are not its own. */
export interface CardKey {
  /** Of the model. */
  readonly fingerprint: string
  /** Of the data set. */
  readonly hash: string
  /** Version of the questions' wording. */
  readonly prompts: string
}

/**
 * Keeps a card, with what an older one of the same key knows about other jobs.
 *
 * Of two results for one job the newer wins, unless the older one has the larger n. Seed, date and version are those of
 * the newer card. An older card that cannot be read is replaced.
 *
 * @param home the cache folder; the card lies in its `cards`, which is made when missing
 * @param options.replace the newer result wins whatever its n
 * @returns the card as it is kept
 * @throws TastemakerError io/not-writable
 * @example await keepCard(assetHome(process.env), card)
 */
export async function keepCard(
  home: string,
  card: MindCard,
  options: { readonly replace?: boolean } = {},
): Promise<MindCard> {
  const path = pathOf(home, keyOf(card))
  const kept = mergeCards(await readable(path), card, options)
  const part = `${path}.${process.pid}.part`
  try {
    await mkdir(join(home, 'cards'), { recursive: true })
    await writeFile(part, `${JSON.stringify(kept, null, 2)}\n`)
    await rename(part, path)
  } catch (error) {
    throw new TastemakerError(
      'io/not-writable',
      `The mind card ${path} cannot be written: ${reasonOf(error)}.`,
      'Free some space, or name another cache folder with TASTEMAKER_HOME.',
      { cause: error },
    )
  }
  return kept
}

/**
 * Reads the card of a model on some data.
 *
 * @returns null when none was kept
 * @throws TastemakerError format/unreadable when it is damaged, or the card of something else
 * @example await readCard(home, { fingerprint: model.fingerprint, hash: data.hash, prompts: 'taste-1' })
 */
export function readCard(home: string, key: CardKey): Promise<MindCard | null> {
  return read(pathOf(home, key))
}

/**
 * Every card kept, by model, then data.
 *
 * @returns none where none was ever kept
 * @throws TastemakerError format/unreadable when one is damaged
 * @example (await cardsIn(home)).map(({ model }) => model)
 */
export async function cardsIn(home: string): Promise<MindCard[]> {
  const folder = join(home, 'cards')
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw damaged(folder, reasonOf(error), error)
  })
  const files = names.filter((name) => name.endsWith('.json')).sort()
  const cards = await Promise.all(files.map((name) => read(join(folder, name))))
  return cards
    .filter((card) => card !== null)
    .sort((one, other) => compare(one.model, other.model) || compare(one.data.name, other.data.name))
}

const keyOf = ({ fingerprint, data, prompts }: MindCard): CardKey => ({ fingerprint, hash: data.hash, prompts })

function pathOf(home: string, { fingerprint, hash, prompts }: CardKey): string {
  const name = createHash('sha256')
    .update(JSON.stringify([fingerprint, hash, prompts]))
    .digest('hex')
  return join(home, 'cards', `${name}.json`)
}

async function read(path: string): Promise<MindCard | null> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw damaged(path, reasonOf(error), error)
  }
  const card = parse(path, text)
  // A card copied under another key's name would grant what was never measured.
  if (!path.endsWith(pathOf('', keyOf(card))))
    throw damaged(path, 'it is the card of another model, data set or wording')
  return card
}

function parse(path: string, text: string): MindCard {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw damaged(path, 'it is not JSON', error)
  }
  const parsed = mindCard.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw damaged(path, `field "${issue?.path.join('.')}": ${issue?.message}`, parsed.error)
}

async function readable(path: string): Promise<MindCard | null> {
  try {
    return await read(path)
  } catch (error) {
    if (error instanceof TastemakerError) return null
    throw error
  }
}

const damaged = (path: string, reason: string, cause?: unknown): TastemakerError =>
  new TastemakerError(
    'format/unreadable',
    `The mind card ${path} cannot be used: ${reason}.`,
    'Make it again with tastemaker qualify for this model and data; it writes the file anew.',
    { cause },
  )

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other))
