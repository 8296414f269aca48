/*
 * Amazon product reviews as McAuley's group publishes them: 2023 (JSON Lines and rating-only CSV), 2018 and 2014 (JSON
 * Lines, Python lines, and CSV without a line of names).
 *
 * Y. Hou et al. 2024. Bridging Language and Items for Retrieval and Recommendation. arXiv:2403.03952.
 * J. Ni, J. Li, J. McAuley. 2019. Justifying Recommendations using Distantly-Labeled Reviews. EMNLP.
 */
import { z } from 'zod'
import { type Item, type Scale, TastemakerError } from '../../domain/index.ts'
import { datasetFromColumns } from '../dataset.ts'
import type { CardColumns } from './_cards.ts'
import { holdsAll, nameOf, openFolder } from './_folder.ts'
import { openTable } from './_open-table.ts'
import { cardOptions, readItems } from './_read-cards.ts'
import { type EventFiles, eitherEncoding, readEvents } from './_read-events.ts'
import { source } from './source.ts'
import type { TableOptions } from './table-options.ts'

const stars: Scale = { min: 1, max: 5, step: 1 }
const tables = /\.(jsonl|json|csv)$/
const meta = /^meta_.*\.(jsonl|json)$/i
const reviews = /^(?!meta_).*\.(jsonl|json|csv)$/i

/** Amazon reviews of one category: a file, or a folder with the reviews and their `meta_…` file. */
export const amazon = source({
  name: 'amazon',
  about: 'Amazon reviews of 2023, 2018 or 2014 as JSON Lines or CSV; meta=PATH tells of the products',
  options: z.object({ meta: z.string().optional() }),
  recognises: (_, files) =>
    holdsAll(files, [meta, reviews]) && files!.filter((name) => tables.test(name.replace(/\.gz$/, ''))).length === 2,
  async read(path, options, table) {
    const folder = await openFolder(path)
    const isFolder = folder.path === path
    const file = isFolder ? folder.need(reviews, 'file of reviews') : path
    const products = options.meta ?? (isFolder ? folder.find(meta) : undefined)
    const events = await readEvents(await logOf(file, table), { scale: stars, ...table })
    const known = new Set<string>(events.rows.itemIds)
    const cards =
      products === undefined
        ? { items: [] as readonly Item[], notes: [] }
        : await eitherEncoding((encoding) =>
            readItems(products, { ...cardOptions(table, encoding), known }, cardPlan(products)),
          )
    return datasetFromColumns(events.rows, {
      name: nameOf(file),
      licence: 'Amazon reviews (McAuley Lab, UC San Diego): for research; no redistribution without asking',
      ...(events.scale ? { scale: events.scale } : {}),
      catalogue: cards.items,
      duplicates: events.duplicates,
      notes: [...events.notes, ...cards.notes],
    })
  },
})

/** Which of the editions a file is from, by its columns. */
async function logOf(path: string, table: TableOptions): Promise<EventFiles> {
  const paths = [path] as const
  const line = isCsv(path) ? await firstLine(path, table) : ['rating']
  if (!line.includes('rating')) {
    // 2014 has the person first, 2018 the product; products and people are told apart by the form of their numbers.
    const [first, second] = isProduct(line[0] ?? '') ? ['item', 'user'] : ['user', 'item']
    const names = [first, second, 'rating', 'timestamp']
    const plan = () => ({ user: 'user', item: 'item', value: 'rating', at: 'timestamp' })
    return { paths, layout: { separator: ',', names }, values: 'guess', plan }
  }
  return {
    paths,
    values: 'guess',
    plan(columns) {
      const of = (...names: string[]): string => {
        const found = names.find((name) => columns.includes(name))
        if (found !== undefined) return found
        const what = `${path} has none of the columns ${names.join(', ')}. Its columns are: ${columns.slice(0, 20).join(', ')}.`
        throw new TastemakerError(
          'format/column',
          what,
          'Name its columns and read it as a table: --columns user=…,item=….',
        )
      }
      return {
        user: of('user_id', 'reviewerID'),
        item: of('parent_asin', 'asin'),
        value: of('rating', 'overall'),
        at: of('timestamp', 'unixReviewTime'),
      }
    },
  }
}

/** The fields of the first line, be they names or values. */
async function firstLine(path: string, table: TableOptions): Promise<readonly string[]> {
  const source = await openTable(path, { ...cardOptions(table, 'latin-1'), layout: { separator: ',' } })
  return source?.columns ?? []
}

const isCsv = (path: string): boolean => /\.csv(\.(gz|zst))?$/i.test(path)

/** Ten letters and digits from `B`, or a book's ISBN. */
const isProduct = (id: string): boolean => /^(B[0-9A-Z]{9}|\d{9}[\dX])$/.test(id)

/** Averages and counts of ratings are left out: they know the ratings of the test part. */
function cardPlan(path: string): (columns: readonly string[]) => { readonly id: string } & CardColumns {
  return (columns) => {
    const has = (name: string): boolean => columns.includes(name)
    const id = ['parent_asin', 'asin'].find(has)
    if (id === undefined) {
      const what = `${path} has no column parent_asin or asin.`
      throw new TastemakerError('format/column', what, 'meta= wants the file meta_… of the same category.')
    }
    const image = ['images', 'imageURLHighRes', 'imUrl'].find(has)
    return {
      id,
      ...(has('title') ? { title: 'title' } : {}),
      ...(has('categories') ? { categories: 'categories' } : has('category') ? { categories: 'category' } : {}),
      ...(has('price') ? { price: 'price' } : {}),
      ...(image === undefined ? {} : { image }),
      text: ['features', 'feature', 'description'].filter(has),
      attributes: ['store', 'brand', 'main_category', 'main_cat']
        .filter(has)
        .map((column) => ({ column, kind: 'text' })),
    }
  }
}
