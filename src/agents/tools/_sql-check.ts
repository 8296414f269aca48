import { ToolError } from '../../domain/index.ts'
import { listed } from '../../words.ts'
import { didYouMean } from './_ids.ts'
import { sqlFunctions, sqlHiddenFunctions, sqlTableFunctions } from './_sql-functions.ts'

/*
 * What a query may do is decided on its syntax tree, as DuckDB itself parses it, and everything not named here is
 * refused. The text that runs is made of the tree that was checked: nothing can hide in comments, quotes or a second
 * statement.
 */

type Tree = Readonly<Record<string, unknown>>

const EXPRESSIONS: ReadonlySet<unknown> = new Set([
  ...['BETWEEN', 'CASE', 'CAST', 'COLLATE', 'COLUMN_REF', 'COMPARISON', 'CONJUNCTION', 'CONSTANT', 'FUNCTION'],
  ...['LAMBDA', 'LAMBDA_REF', 'OPERATOR', 'POSITIONAL_REFERENCE', 'STAR', 'SUBQUERY', 'WINDOW'],
])
const TABLE_FORMS: ReadonlySet<unknown> = new Set([
  ...['BASE_TABLE', 'EMPTY', 'EXPRESSION_LIST', 'JOIN', 'SUBQUERY', 'TABLE_FUNCTION'],
])
const QUERY_FORMS: ReadonlySet<unknown> = new Set([
  ...['SELECT_NODE', 'SET_OPERATION_NODE', 'RECURSIVE_CTE_NODE', 'CTE_NODE'],
])

/** A list of statements as `json_serialize_sql` gives it, or why there is none. */
export interface ParsedSql {
  readonly error: boolean
  readonly error_message?: string
  readonly statements?: readonly unknown[]
}

/**
 * Refuses everything but one query over the tables named.
 *
 * @throws {ToolError} with what to do instead
 */
export function checkSql(parsed: ParsedSql, tables: readonly string[]): void {
  if (parsed.error) {
    const message = parsed.error_message ?? ''
    if (message.startsWith('Only SELECT'))
      throw new ToolError('Only SELECT is possible here: the tables can be read, not changed.')
    throw new ToolError(`This is no SQL that can be read: ${message}.`)
  }
  const [statement, ...more] = parsed.statements ?? []
  if (statement === undefined) throw new ToolError('There is no query. Write one SELECT.')
  if (more.length > 0) throw new ToolError(`These are ${more.length + 1} statements. Write one SELECT.`)
  const nodes = [...treesIn(statement)]
  const common = nodes.flatMap((node) => namesOfCommonTables(node))
  for (const name of common) {
    // A name of the database, given to a common table, would still mean the former wherever the latter does not reach.
    if (/^(duckdb_|sqlite_|pg_|pragma_|information_schema)/i.test(name))
      throw new ToolError(`Call ${name} something else.`)
  }
  const known = new Set([...tables, ...common].map((name) => name.toLowerCase()))
  for (const node of nodes) checkNode(node, known, tables)
}

function checkNode(node: Tree, known: ReadonlySet<string>, tables: readonly string[]): void {
  if (node['sample']) throw new ToolError('Samples by chance are not possible here: use ORDER BY with LIMIT.')
  if ('class' in node) checkExpression(node)
  else if ('cte_map' in node) {
    if (!QUERY_FORMS.has(node['type']))
      throw new ToolError(`${String(node['type'])} is not possible here: write one SELECT.`)
  } else if (isTable(node)) checkTable(node, known, tables)
}

function checkExpression(node: Tree): void {
  const form = node['class']
  if (!EXPRESSIONS.has(form)) throw new ToolError(`${String(form)} is not possible here: write values into the query.`)
  if (form === 'COLUMN_REF') {
    const names = node['column_names'] as readonly string[]
    if (names.length === 1 && sqlHiddenFunctions.has(names[0]!.toLowerCase())) {
      throw new ToolError(`${names[0]} is not known here: there is no clock and no user of the database.`)
    }
  }
  if (form === 'FUNCTION' || form === 'WINDOW') {
    const name = String(node['function_name'])
    const own = ['', 'main'].includes(String(node['schema'] ?? '')) && !node['catalog']
    if (own && sqlFunctions.has(name.toLowerCase())) return
    throw new ToolError(`The function ${name} is not possible here.${didYouMean(name, [...sqlFunctions])}`)
  }
}

function checkTable(node: Tree, known: ReadonlySet<string>, tables: readonly string[]): void {
  const form = node['type']
  const choice = `There are the tables ${listed(tables)}.`
  if (form === 'SHOW_REF') throw new ToolError(`SHOW, DESCRIBE and SUMMARIZE are not possible here. ${choice}`)
  if (!TABLE_FORMS.has(form)) throw new ToolError(`${String(form)} is not possible here: write it with GROUP BY.`)
  if (form === 'TABLE_FUNCTION') {
    const name = String((node['function'] as Tree)['function_name'])
    if (!sqlTableFunctions.has(name.toLowerCase()))
      throw new ToolError(`The function ${name} is not possible here. ${choice}`)
  }
  if (form === 'BASE_TABLE') {
    const name = String(node['table_name'])
    const plain = !node['schema_name'] && !node['catalog_name'] && !node['at_clause']
    if (plain && known.has(name.toLowerCase())) return
    const full = [node['catalog_name'], node['schema_name'], name].filter(Boolean).join('.')
    throw new ToolError(`There is no table ${JSON.stringify(full)}.${didYouMean(name, tables)} ${choice}`)
  }
}

/** The names that a query gives to its common tables. */
function namesOfCommonTables(node: Tree): readonly string[] {
  const named = node['cte_map'] as { readonly map?: readonly { readonly key: string }[] } | undefined
  return [
    ...(named?.map ?? []).map(({ key }) => key),
    ...(typeof node['cte_name'] === 'string' ? [node['cte_name']] : []),
  ]
}

/** All objects of a tree, itself first; the call that a table function is made of is checked with its table. */
function* treesIn(value: unknown): Generator<Tree> {
  if (Array.isArray(value)) {
    for (const part of value) yield* treesIn(part)
    return
  }
  if (typeof value !== 'object' || value === null) return
  const tree = value as Tree
  yield tree
  for (const [key, part] of Object.entries(tree)) {
    if (key === 'function' && isTable(tree) && tree['type'] === 'TABLE_FUNCTION')
      yield* treesIn(Object.values(part as Tree))
    else yield* treesIn(part)
  }
}

const isTable = (node: Tree): boolean => !('class' in node) && 'alias' in node && 'sample' in node
