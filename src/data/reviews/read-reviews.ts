import { readdir, stat } from 'node:fs/promises'
import { itemId, userId } from '../../domain/index.ts'
import { sourceOf } from '../_named-source.ts'
import { eachObject } from '../sources/_each-object.ts'
import { openFolder } from '../sources/_folder.ts'
import type { JsonRecord } from '../sources/_json-records.ts'
import { cardOptions } from '../sources/_read-cards.ts'
import { eitherEncoding } from '../sources/_read-events.ts'
import { readTime } from '../sources/_time-cell.ts'
import { sources } from '../sources/index.ts'
import type { TableOptions } from '../sources/table-options.ts'
import { inventedReviews } from './invented-reviews.ts'
import type { TitledReview } from './titled-review.ts'

/** Which file holds the texts, and what its fields are called in one edition or another. */
interface ReviewForm {
  readonly file: RegExp
  readonly user: readonly string[]
  readonly item: readonly string[]
  readonly at: readonly string[]
  readonly title: readonly string[]
  readonly text: readonly string[]
}

const forms: Readonly<Record<string, ReviewForm>> = {
  amazon: {
    file: /^(?!meta_).*\.(jsonl|json)$/i,
    user: ['user_id', 'reviewerID'],
    item: ['parent_asin', 'asin'],
    at: ['timestamp', 'unixReviewTime'],
    title: ['title', 'summary'],
    text: ['text', 'reviewText'],
  },
  yelp: { file: /review\.json$/, user: ['user_id'], item: ['business_id'], at: ['date'], title: [], text: ['text'] },
}

/**
 * Reads what people wrote, from the same name or path that `loadDataset` takes. A data set itself holds no texts: they take far more
 * room than all else, and few tasks need them.
 *
 * @param nameOrPath such as `amazon:reviews.jsonl.gz`, the folder of a known data set, or `invented-reviews`
 * @returns in the order of the file, those with a text; null for data whose form has none
 * @throws {TastemakerError} `io/missing` for a folder without its file, and what the reader throws for lines that are not JSON
 * @example (await readReviews('yelp:/data/yelp'))?.length
 */
export async function readReviews(
  nameOrPath: string,
  options: TableOptions = {},
): Promise<readonly TitledReview[] | null> {
  if (nameOrPath === 'invented-reviews') return inventedReviews().reviews
  const named = sourceOf(nameOrPath)
  const path = named?.path ?? nameOrPath
  const form = forms[named?.source.name ?? (await recognised(path)) ?? '']
  if (form === undefined) return null
  const folder = await openFolder(path)
  const file = folder.path === path ? folder.need(form.file, 'file of reviews') : path
  if (!form.file.test(file.replace(/^.*[\\/]/, '').replace(/\.(gz|zst)$/i, ''))) return null
  return eitherEncoding(async (encoding) => {
    const reviews: TitledReview[] = []
    await eachObject(file, cardOptions(options, encoding), (record) => {
      const review = reviewOf(record, form)
      if (review) reviews.push(review)
    })
    return reviews
  })
}

async function recognised(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => null)
  if (!found) return undefined
  const files = found.isDirectory() ? await readdir(path) : null
  return sources.find((source) => source.recognises(path, files))?.name
}

/** A record without person, item or text is none: the log says what is wrong with it. */
function reviewOf(record: JsonRecord, form: ReviewForm): TitledReview | null {
  const of = (names: readonly string[]): string => {
    const value = names.map((name) => record[name]).find((one) => one !== undefined && one !== null)
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
  }
  const [user, item, text, title] = [of(form.user), of(form.item), of(form.text), of(form.title)]
  if (user === '' || item === '' || text === '') return null
  return { user: userId(user), item: itemId(item), at: timeOf(of(form.at)), text, ...(title === '' ? {} : { title }) }
}

function timeOf(text: string): number {
  if (text === '') return Number.NaN
  const bytes = Buffer.from(text)
  const cell = { unit: null, at: Number.NaN }
  readTime(bytes, 0, bytes.length, cell)
  return cell.at
}
