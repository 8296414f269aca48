import type { Item, ItemId } from '../../domain/index.ts'
import type { Database } from './_duckdb.ts'

/** What the table says of its items: the first title and the first categories of each. */
export async function cardsOf(database: Database): Promise<readonly Item[]> {
  const rows = await database.rows(
    `SELECT item_id, first(title ORDER BY rowid) FILTER (trim(title) <> ''), first(categories ORDER BY rowid) FILTER (trim(categories) <> '')
     FROM given GROUP BY item_id`,
  )
  return rows.map(([id, title, categories]) => ({
    id: id as ItemId,
    title: String(title ?? id),
    categories: categories === null ? [] : wordsOf(String(categories)),
    attributes: {},
  }))
}

/** Categories as a list: JSON, or separated by the first of `|`, `;` and `,` that occurs. */
function wordsOf(text: string): readonly string[] {
  const separator = ['|', ';', ','].find((mark) => text.includes(mark)) ?? '|'
  const parts = text.startsWith('[') ? listOf(text) : text.split(separator)
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== '' && part !== '(no genres listed)'))]
}

function listOf(text: string): readonly string[] {
  try {
    return (JSON.parse(text) as readonly unknown[]).flat().map(String)
  } catch {
    // Python's way of writing a list, as in ['Action', 'Drama'].
    return text
      .replace(/^\[|\]$/g, '')
      .split(',')
      .map((part) => part.trim().replace(/^'(.*)'$/, '$1'))
  }
}
