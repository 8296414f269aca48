import { z } from 'zod'
import { defineTool, react, searchCatalogue } from '../../agents/index.ts'
import { type ItemId, type Tool, ToolError } from '../../domain/index.ts'
import { type Command, type Desk, reported } from './_desk.ts'
import { ofTask } from './analyst.ts'
import { ROLES, searchQuestion } from './prompts.ts'

/** Characters of one text, as published. */
const MOST_CHARACTERS = 4000

const searchInput = z.object({ request: z.string().min(1).max(500) })

/**
 * The command `search`: sends the searcher into the catalogue. The published searcher reads an encyclopaedia on the web; ours reads
 * the texts that the data brings, so that a run can be repeated.
 *
 * @returns null where the catalogue was not made searchable
 * @example searchCommand(desk)?.run({ request: 'space operas' }, { node: 3, key: 'trial-1/step-1' })
 */
export function searchCommand(desk: Desk): Command<z.output<typeof searchInput>> | null {
  const { around, team, options, id: task } = desk
  if (!around.search) return null
  const tools = [
    searchCatalogue(around.columns, around.search),
    ofTask(desk, readText(desk)),
  ] as unknown as readonly Tool[]
  const planner = react({ steps: options.searcherTurns, split: options.split })
  return {
    name: 'search',
    description: 'Sends the searcher to look something up in the catalogue.',
    input: searchInput,
    async run({ request }, { node, key }) {
      const asked = {
        id: task,
        instructions: ROLES.searcher,
        question: searchQuestion(request),
        answer: { type: 'text' },
      } as const
      const errand = { planner, task: asked, tools, agent: 'searcher', key: `${key}/searcher`, parent: node }
      const [result] = await team.send([errand])
      return reported('searcher', result!)
    },
  }
}

const readInput = z.object({
  id: z.string().max(200).describe('id of an item'),
  keyword: z.string().max(100).optional().describe('only sentences with this word'),
})
const readOutput = z.object({ id: z.string(), title: z.string(), text: z.string() })

/** The text of an item, or its sentences with a word. */
function readText({ around }: Desk): Tool<z.output<typeof readInput>, z.output<typeof readOutput>> {
  const { catalogue, items } = around.past.data
  return defineTool({
    name: 'read_text',
    description: 'Reads the text of an item that was found, or only its sentences with a word.',
    input: readInput,
    output: readOutput,
    run({ id, keyword }) {
      const index = items.index(id as ItemId)
      if (index === undefined) throw new ToolError(`No item has the id ${JSON.stringify(id.slice(0, 80))}.`)
      const { title, categories, text = '' } = catalogue[index]!
      const whole = [...(categories.length === 0 ? [] : [`${categories.join(', ')}.`]), text].join(' ').trim()
      const sentences = whole.split(/(?<=[.!?])\s+/)
      const found = keyword === undefined ? sentences : sentences.filter((one) => hasWord(one, keyword))
      return { id, title, text: found.join(' ').slice(0, MOST_CHARACTERS) }
    },
  })
}

const hasWord = (sentence: string, word: string): boolean => sentence.toLowerCase().includes(word.toLowerCase())
