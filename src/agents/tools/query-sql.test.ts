import { afterAll, expect, it } from 'vitest'
import { datasetFromRows } from '../../data/dataset.ts'
import { itemId, userId } from '../../domain/index.ts'
import { toyWorld } from '../../testing/toy-world.ts'
import { catalogueColumns } from './catalogue-columns.ts'
import { pastOf } from './past.ts'
import { type QuerySqlOutput, sqlDatabase } from './query-sql.ts'
import { useTool } from './use-tool.ts'

const data = toyWorld()
const TARGET = 25
const database = await sqlDatabase(data, catalogueColumns(data), { rows: 3, time: 20_000 })
const tool = database.tool(pastOf(data, { row: TARGET }))
const asked = (sql: string) => useTool(tool, { sql })
const rows = async (sql: string) => {
  const used = await asked(sql)
  if (!used.ok) throw new Error(used.words)
  return (used.output as QuerySqlOutput).rows
}
afterAll(() => database.close())

it('query_sql answers over items, people and interactions', async () => {
  expect(await rows('SELECT categories, count(*), avg(year) FROM items GROUP BY 1 ORDER BY 1 LIMIT 1')).toEqual([
    ['comedy', 15, 1988],
  ])
  expect(await rows("SELECT age, genres FROM people WHERE user_id = '3'")).toEqual([[22, 'comedy, western']])
  const taken = `SELECT DISTINCT categories FROM interactions JOIN items USING (item_id) WHERE user_id = '1' ORDER BY 1`
  expect(await rows(taken)).toEqual([['comedy'], ['drama']])
  expect(
    await rows(`WITH t AS (SELECT item_id, row_number() OVER (PARTITION BY categories ORDER BY year DESC) AS place FROM items)
    SELECT item_id FROM t WHERE place = 1 ORDER BY 1 LIMIT 1`),
  ).toEqual([['comedy-15']])
})

it('query_sql ends where the past does', async () => {
  const { log } = data
  const end = log.at[TARGET]!
  const earlier = Array.from(log.at).filter((at) => at < end).length
  expect(await rows(`SELECT count(*), epoch_ms(max(happened_at)) < ${end} FROM interactions`)).toEqual([
    [earlier, true],
  ])
  const newest = `SELECT item_id FROM interactions WHERE user_id = '2' ORDER BY happened_at DESC LIMIT 1`
  expect(await rows(newest)).toEqual([[data.items.ids[log.item[TARGET - 1]!]]])
})

it('query_sql types its columns, shows a few rows and counts the others', async () => {
  const { words } = await asked('SELECT item_id, year FROM items ORDER BY year, item_id')
  expect(words).toBe(
    '"item_id" VARCHAR | "year" DOUBLE\n"comedy-1" | 1981\n"drama-1" | 1981\n"horror-1" | 1981\n57 more rows.',
  )
  const [values] = await rows(
    "SELECT 1::BIGINT, 1e308 * 10, 'NaN'::DOUBLE, true, NULL, DATE '2020-01-31', [1, 2], 1.5::DECIMAL(4,2)",
  )
  expect(values).toEqual([1, 'Infinity', 'NaN', true, null, '2020-01-31', '[1, 2]', 1.5])
  expect((await asked('SELECT item_id FROM items WHERE year = 3')).words).toBe('"item_id" VARCHAR\nNo rows.')
  expect((await asked("SELECT string_agg(item_id, ' ') AS s FROM items")).words).toMatch(/…"$/)
})

it.each([
  ['SELECT 1; SELECT 2', 'These are 2 statements.'],
  ['SELECT 1; DROP TABLE items', 'Only SELECT is possible'],
  ["SELECT 1 /* ' */; DELETE FROM items --", 'Only SELECT is possible'],
  ["COPY items TO '/tmp/tastemaker-items.csv'", 'Only SELECT is possible'],
  ["COPY items FROM '/etc/passwd'", 'Only SELECT is possible'],
  ["ATTACH '/tmp/tastemaker.db'", 'Only SELECT is possible'],
  ['PRAGMA database_list', 'Only SELECT is possible'],
  ['SET memory_limit = 1', 'Only SELECT is possible'],
  ['INSTALL httpfs', 'Only SELECT is possible'],
  ['INSERT INTO items VALUES (1)', 'Only SELECT is possible'],
  ['UPDATE items SET year = 1', 'Only SELECT is possible'],
  ['CREATE TEMP TABLE x AS SELECT 1', 'Only SELECT is possible'],
  ['CALL pragma_version()', 'Only SELECT is possible'],
  ['EXPLAIN SELECT 1', 'Only SELECT is possible'],
  ['PIVOT items ON categories USING count(*)', 'Only SELECT is possible'],
  ['PIVOT items ON year IN (1981) USING count(*)', 'is not possible here'],
  ['SHOW TABLES', 'SHOW, DESCRIBE and SUMMARIZE'],
  ['DESCRIBE items', 'SHOW, DESCRIBE and SUMMARIZE'],
  ["SELECT * FROM read_csv('/etc/passwd')", 'read_csv is not possible'],
  ["SELECT (SELECT max(content) FROM read_text('/etc/passwd'))", 'read_text is not possible'],
  ["SELECT * FROM '/etc/passwd'", 'There is no table "/etc/passwd"'],
  ["SELECT * FROM glob('/etc/*')", 'glob is not possible'],
  ["SELECT * FROM query('SELECT 1')", 'query is not possible'],
  ["SELECT * FROM query_table('items')", 'query_table is not possible'],
  ['SELECT * FROM duckdb_settings()', 'duckdb_settings is not possible'],
  ['SELECT * FROM duckdb_tables', 'There is no table "duckdb_tables"'],
  ['SELECT * FROM pg_class', 'There is no table "pg_class"'],
  ['SELECT * FROM information_schema.tables', 'There is no table "information_schema.tables"'],
  ['SELECT * FROM memory.main.items', 'Did you mean "items"?'],
  [
    'SELECT * FROM (WITH duckdb_tables AS (SELECT 1) SELECT * FROM duckdb_tables), duckdb_tables',
    'Call duckdb_tables something else',
  ],
  ["SELECT current_setting('memory_limit')", 'current_setting is not possible'],
  ["SELECT getenv('HOME')", 'getenv is not possible'],
  ['SELECT item_id FROM items WHERE random() > 0.5', 'random is not possible'],
  ['SELECT now()', 'now is not possible'],
  ['SELECT 1 ORDER BY (SELECT now())', 'now is not possible'],
  ['SELECT sum(year) FILTER (WHERE now() IS NULL) OVER (ORDER BY uuid()) FROM items', 'is not possible'],
  ['SELECT current_date', 'there is no clock'],
  ['SELECT user', 'no user of the database'],
  ["SELECT repeat('x', 3000000000)", 'repeat is not possible'],
  ["SELECT lpad('x', 3000000000)", 'lpad is not possible'],
  ["SELECT replace(item_id, 'c', 'cccccccc') FROM items", 'replace is not possible'],
  ["SELECT system.main.upper('x')", 'upper is not possible'],
  ['SELECT list_transform([1], x -> now())', 'now is not possible'],
  ['SELECT * FROM items USING SAMPLE 3', 'Samples by chance'],
  ['SELECT * FROM items TABLESAMPLE 10%', 'Samples by chance'],
  ['SELECT $1', 'PARAMETER is not possible'],
  ['SELECT 1\0 FROM items', 'zero byte'],
  ['  -- nothing', 'There is no query.'],
  ['SELEC 1', 'This is no SQL that can be read'],
  ['SELECT title FROM items', 'Candidate bindings'],
  ['SELECT * FROM itmes', 'Did you mean "items"?'],
])('query_sql refuses %s', async (sql, reason) => {
  const used = await asked(sql)
  expect(used).toMatchObject({ ok: false, kind: 'refused' })
  expect(used.words).toContain(reason)
})

it('query_sql stops what never ends, whether it gives rows meanwhile or not, and goes on', async () => {
  const hurried = await sqlDatabase(data, catalogueColumns(data), { time: 500 })
  const own = hurried.tool(pastOf(data))
  for (const sql of [
    'SELECT count(*) FROM interactions a, interactions b, interactions c, interactions d, interactions e, interactions f, interactions g',
    'SELECT a.item_id FROM items a, items b, items c, items d, items e, items f',
    'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t',
  ]) {
    expect(await useTool(own, { sql })).toMatchObject({
      ok: false,
      kind: 'refused',
      words: expect.stringContaining('longer than 500 ms'),
    })
  }
  expect(await useTool(own, { sql: 'SELECT count(*) AS n FROM items' })).toMatchObject({ words: '"n" BIGINT\n60' })
  hurried.close()
})

it('query_sql stops with the signal of whoever asked, and goes on', async () => {
  const sql = 'SELECT count(*) FROM items a, items b, items c, items d, items e, items f, items g'
  // Before the database is asked, while the query is read, and while it runs.
  for (const turns of [0, 1, 2, 3, 5, 50]) {
    const stop = new AbortController()
    const waiting = useTool(tool, { sql }, { signal: stop.signal })
    const abort = (left: number): unknown =>
      left === 0 ? stop.abort(new Error('enough')) : setImmediate(abort, left - 1)
    abort(turns)
    await expect(waiting).rejects.toThrow('enough')
  }
  expect(await rows('SELECT count(*) FROM items')).toEqual([[60]])
})

it('query_sql keeps to its memory', async () => {
  const small = await sqlDatabase(data, catalogueColumns(data), { memory: 64, time: 20_000 })
  const sql =
    'SELECT count(DISTINCT a.item_id || b.item_id || c.item_id || d.item_id) FROM items a, items b, items c, items d'
  const used = await useTool(small.tool(pastOf(data)), { sql })
  expect(used).toMatchObject({ ok: false, words: 'The query needs more memory than it may take. Ask for less.' })
  small.close()
})

it('sqlDatabase() serves many pasts in turn, each with its own rows', async () => {
  const ends = [5, 300, 799]
  const counts = await Promise.all(
    [...ends, ...ends].map(async (row) => {
      const used = await useTool(database.tool(pastOf(data, { row })), { sql: 'SELECT count(*) FROM interactions' })
      return used.ok && (used.output as QuerySqlOutput).rows[0]![0]
    }),
  )
  expect(counts).toEqual(
    [...ends, ...ends].map((row) => Array.from(data.log.at).filter((at) => at < data.log.at[row]!).length),
  )
})

it('sqlDatabase() refuses the past of another data set', async () => {
  expect(() => database.tool(pastOf(toyWorld()))).toThrow(expect.objectContaining({ code: 'config/range' }))
})

it('sqlDatabase() takes names that clash in SQL, missing values, and a data set without rows', async () => {
  const odd = datasetFromRows([], {
    name: 'odd',
    licence: 'MIT',
    catalogue: [
      {
        id: itemId('1'),
        title: 'A',
        categories: [],
        attributes: { item_id: 'x', 'a "b"': 1, Year: 1990, year: 'MCM' },
      },
    ],
    people: [{ id: userId('u') }, { id: userId('v'), demographics: { age: 3, town: 'Ulm' } }],
  })
  const opened = await sqlDatabase(odd, catalogueColumns(odd))
  const own = opened.tool(pastOf(odd))
  expect(own.description).toContain(
    'items(item_id VARCHAR, categories VARCHAR, "Year" DOUBLE, "a ""b""" DOUBLE, item_id_2 VARCHAR, year_2 VARCHAR)',
  )
  const of = async (sql: string) => ((await useTool(own, { sql })) as { output: QuerySqlOutput }).output.rows
  expect(await of('SELECT * FROM items')).toEqual([['1', '', 1990, 1, 'x', 'MCM']])
  expect(await of('SELECT * FROM people ORDER BY 1')).toEqual([
    ['u', null, null],
    ['v', 3, 'Ulm'],
  ])
  expect(await of('SELECT count(*) FROM interactions')).toEqual([[0]])
  opened.close()
})
