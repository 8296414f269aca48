import { z } from 'zod'
import type { Planner } from '../../domain/index.ts'
import { readJson } from '../../minds/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import { closed } from './_actions.ts'
import { answerSchema, answerTokens, type ReadAnswer, type Reading, readAnswer } from './_answers.ts'
import { Stopped } from './_stopped.ts'
import type { Thinking } from './_thinking.ts'
import { definePlanner, EVERY_FORM } from './define-planner.ts'
import { LEAF_LINE, pathText, promptOf, thoughtLine, VALUE_LINE, voteLine } from './prompts.ts'

/** Options of {@link treeOfThoughts}. */
export const treeOfThoughtsOptions = z.object({
  search: z.enum(['breadth', 'depth']).default('breadth'),
  /** Levels of the tree; the last one holds answers. */
  depth: z.int().min(1).default(4),
  /** New thoughts of a node. */
  samples: z.int().min(1).default(5),
  /** Nodes kept on a level. */
  breadth: z.int().min(1).default(5),
  /** Each thought in a call of its own, or all in one list. */
  generate: z.enum(['sample', 'propose']).default('sample'),
  /** Each thought rated on its own, or all compared. */
  judge: z.enum(['vote', 'value']).default('vote'),
  votes: z.int().min(1).default(3),
  ratings: z.int().min(1).default(3),
  select: z.enum(['greedy', 'draw']).default('greedy'),
  /** Most nodes that a search in depth visits. */
  nodes: z.int().min(1).default(100),
  temperature: z.number().min(0).default(0.7),
})

type Options = z.output<typeof treeOfThoughtsOptions>

/** A way from the task to here. */
interface Node {
  readonly id: number
  readonly thoughts: readonly string[]
  /** On the last level. */
  readonly answer: ReadAnswer | null
}

/**
 * Writes several next thoughts, judges them itself, and goes on with the best (Yao et al. 2023): level by level, or one way down with
 * steps back.
 *
 * @example await treeOfThoughts({ depth: 3, samples: 5, breadth: 1, votes: 1 }).run(task, context)
 */
export function treeOfThoughts(given: Partial<Options> = {}): Planner {
  const options = readOptions(treeOfThoughtsOptions, given, 'tree-of-thoughts')
  return definePlanner({
    name: nameWithOptions('tree-of-thoughts', options, treeOfThoughtsOptions),
    answers: EVERY_FORM,
    usesTools: false,
    needsEvaluator: false,
    async think(thinking) {
      const best = await (options.search === 'breadth' ? inBreadth : inDepth)(thinking, options)
      if (best?.answer) return best.answer
      throw new Stopped('failed', 'policy', 'no way led to an answer')
    },
  })
}

const ROOT: Node = { id: 0, thoughts: [], answer: null }

async function inBreadth(thinking: Thinking, options: Options): Promise<Node | undefined> {
  let frontier: readonly Node[] = [ROOT]
  const judge = options.judge === 'vote' ? votesFor : valuesOf
  const known = new Map<string, Value>()
  for (let level = 1; level <= options.depth; level++) {
    const grown: Node[] = []
    for (const node of frontier) grown.push(...(await generate(thinking, node, level, options)))
    if (grown.length === 0) return undefined
    const scores = await judge(thinking, grown, options, known)
    frontier = selected(thinking, grown, scores, { ...options, level })
    for (const lost of grown.filter((node) => !frontier.includes(node))) thinking.transcript.discard(lost.id)
    const answer = frontier[0]?.answer
    if (answer) thinking.propose(answer)
  }
  return frontier[0]
}

/** The best of a level: by score, ties by order; or drawn in proportion to the score. */
function selected(
  { random }: Thinking,
  nodes: readonly Node[],
  scores: readonly number[],
  { breadth, select, level }: Options & { readonly level: number },
): readonly Node[] {
  const left = nodes.map((node, place) => ({ node, score: scores[place]! })).sort((a, b) => b.score - a.score)
  if (select === 'greedy') return left.slice(0, breadth).map(({ node }) => node)
  const draws = random.split('select', level)
  const drawn: Node[] = []
  while (drawn.length < breadth && left.length > 0) {
    const total = left.reduce((sum, { score }) => sum + score, 0)
    const chances = left.map(({ score }) => (total > 0 ? score / total : 1 / left.length))
    drawn.push(left.splice(draws.pick(chances), 1)[0]!.node)
  }
  return drawn
}

async function inDepth(thinking: Thinking, options: Options): Promise<Node | undefined> {
  const found: { readonly node: Node; readonly value: Value }[] = []
  const known = new Map<string, Value>()
  let visited = 0

  /** @returns whether the search is over */
  async function visit(node: Node, level: number): Promise<boolean> {
    visited++
    if (node.answer) {
      const value = known.get(keyOf(node)) ?? 0
      found.push({ node, value })
      thinking.propose(node.answer)
      return value >= SURE * options.ratings
    }
    if (visited >= options.nodes) return true
    const children = await generate(thinking, node, level + 1, options)
    const values = await valuesOf(thinking, children, options, known)
    const order = children.map((child, place) => ({ child, value: values[place]! })).sort((a, b) => b.value - a.value)
    for (const { child, value } of order) {
      if (value < LIKELY) {
        thinking.transcript.discard(child.id)
        continue
      }
      if (await visit(child, level + 1)) return true
      thinking.transcript.discard(child.id)
      if (visited >= options.nodes) return true
    }
    return false
  }

  await visit(ROOT, 0)
  const best = found.toSorted((a, b) => b.value - a.value)[0]?.node
  if (best) keepWayTo(best, thinking)
  return best
}

/** Marks everything beside the way that was chosen as discarded. */
function keepWayTo({ id }: Node, { transcript }: Thinking): void {
  const way = new Set<number | null>()
  for (let node: number | null = id; node !== null; node = transcript.nodes[node]!.parent) way.add(node)
  for (const { id: other, step, kept } of transcript.nodes) {
    if (kept && WRITTEN.has(step) && !way.has(other)) transcript.discard(other)
  }
}

/** Steps that write the tree; the others judge it. */
const WRITTEN: ReadonlySet<string> = new Set(['thought', 'leaf', 'way'])

async function generate(thinking: Thinking, node: Node, level: number, options: Options): Promise<Node[]> {
  if (options.generate === 'propose') return written(thinking, node, level, { ...options, count: options.samples })
  const nodes: Node[] = []
  for (let sample = 0; sample < options.samples; sample++) {
    nodes.push(...(await written(thinking, node, level, { ...options, count: 1 })))
  }
  return nodes
}

const WORDS = 60

/** New nodes from one call: one, or a list of them. */
async function written(
  thinking: Thinking,
  parent: Node,
  level: number,
  { depth, count, temperature }: Options & { readonly count: number },
): Promise<Node[]> {
  const { task } = thinking
  const isLeaf = level === depth
  const line = isLeaf ? LEAF_LINE : thoughtLine(level, depth)
  const one = closed({
    thought: { type: 'string', maxLength: 4 * WORDS },
    ...(isLeaf ? { answer: answerSchema(task.answer) } : {}),
  })
  const tokens = WORDS + 20 + (isLeaf ? answerTokens(task.answer) : 0)
  const many = count > 1
  const asked = many ? `${line} Write ${count} different ones in a list: {"ways": [ … ]}.` : line
  const { node, value } = await thinking.ask({
    step: isLeaf ? 'leaf' : 'thought',
    parent: parent.id,
    prompt: promptOf(shownTo(thinking), 'tree', [pathText(parent.thoughts), asked]),
    wanted: {
      type: 'json',
      schema: many ? closed({ ways: { type: 'array', items: one, minItems: 1, maxItems: count } }) : one,
      maxTokens: many ? count * tokens : tokens,
    },
    temperature,
    line: asked,
    read: ({ text }) => readWays(text, thinking, { many, isLeaf }),
    note: (ways) =>
      ways.length === 1
        ? { thought: ways[0]!.thought, ...(ways[0]!.answer ? { answer: ways[0]!.answer.answer } : {}) }
        : { thought: `${ways.length} ways` },
  })
  return value.slice(0, count).map(({ thought, answer }) => {
    const thoughts = [...parent.thoughts, thought]
    if (!many) return { id: node, thoughts, answer }
    const id = thinking.transcript.add(node, { step: 'way', thought, ...(answer ? { answer: answer.answer } : {}) })
    return { id, thoughts, answer }
  })
}

/** Tools play no part in a tree. */
const shownTo = ({ task, demonstrations }: Thinking) => ({ task, demonstrations, tools: [] })

interface Way {
  readonly thought: string
  readonly answer: ReadAnswer | null
}

const wayDocument = z.object({ thought: z.string(), answer: z.unknown().optional() })
const waysDocument = z.object({ ways: z.array(wayDocument).min(1) })

function readWays(
  text: string,
  { task }: Thinking,
  { many, isLeaf }: { readonly many: boolean; readonly isLeaf: boolean },
): Reading<readonly Way[]> {
  const read = many ? readJson(text, waysDocument) : readJson(text, wayDocument)
  if ('wrong' in read) return read
  const documents = 'ways' in read.value ? read.value.ways : [read.value]
  const ways: Way[] = []
  for (const { thought, answer } of documents) {
    if (!isLeaf) {
      ways.push({ thought, answer: null })
      continue
    }
    const reading = readAnswer(task.answer, answer)
    if ('wrong' in reading) return reading
    ways.push({ thought, answer: reading.value })
  }
  return { value: ways }
}

const wayText = ({ thoughts, answer }: Node): string =>
  [...thoughts, ...(answer ? [`Answer: ${JSON.stringify(answer.answer)}`] : [])].join(' ')

/** How many votes each node has. */
async function votesFor(
  thinking: Thinking,
  nodes: readonly Node[],
  { votes, temperature }: Options,
): Promise<number[]> {
  const labels = nodes.map((_, place) => String(place + 1))
  const line = voteLine(nodes.map(wayText))
  const counts = nodes.map(() => 0)
  for (let vote = 0; vote < votes; vote++) {
    const { value } = await thinking.ask({
      step: 'vote',
      parent: 0,
      prompt: promptOf(shownTo(thinking), 'tree', [line]),
      wanted: { type: 'choice', labels },
      temperature,
      line: 'Answer with its number.',
      read: ({ text, probabilities }) => ({ value: drawn(text, probabilities, labels, thinking, vote) }),
      note: (place) => ({ thought: `way ${place + 1}` }),
    })
    counts[value]!++
  }
  return counts
}

/** A vote as it falls: a model that knows its chances is drawn from, so that several votes say more than one. */
function drawn(
  text: string,
  probabilities: readonly number[] | null,
  labels: readonly string[],
  { random, cost }: Thinking,
  vote: number,
): number {
  return probabilities ? random.split('vote', cost.calls, vote).pick(probabilities) : labels.indexOf(text)
}

type Value = number

/** What a rating is worth, as the published code has it. */
const SURE = 20
const LIKELY = 1
const WORTH = { sure: SURE, likely: LIKELY, impossible: 0.001 } as const
const RATINGS = ['sure', 'likely', 'impossible'] as const

const keyOf = (node: Node): string => JSON.stringify([node.thoughts, node.answer?.answer ?? null])

/** The sum of several ratings of each node; a node that says the same as another is rated once. */
async function valuesOf(
  thinking: Thinking,
  nodes: readonly Node[],
  { ratings, temperature }: Options,
  known: Map<string, Value>,
): Promise<number[]> {
  for (const node of nodes) {
    const key = keyOf(node)
    if (known.has(key)) continue
    let sum = 0
    for (let rating = 0; rating < ratings; rating++) {
      const { value } = await thinking.ask({
        step: 'value',
        parent: node.id,
        prompt: promptOf(shownTo(thinking), 'tree', [pathText([wayText(node)]), VALUE_LINE]),
        wanted: { type: 'choice', labels: RATINGS },
        temperature,
        line: VALUE_LINE,
        read: ({ text, probabilities }) => ({ value: RATINGS[drawn(text, probabilities, RATINGS, thinking, rating)]! }),
        note: (rated) => ({ thought: rated }),
      })
      sum += WORTH[value]
    }
    known.set(key, sum)
  }
  return nodes.map((node) => known.get(keyOf(node))!)
}
