import { TastemakerError, type Tool, ToolError } from '../../domain/index.ts'
import { nearest } from '../../nearest.ts'
import { listed } from '../../words.ts'

/** Tools by name, in the order given. */
export interface Toolset {
  readonly tools: readonly Tool[]
  /**
   * @throws {ToolError} for a name that no tool has, with the nearest ones
   */
  get(name: string): Tool
}

/**
 * Puts tools together.
 *
 * @throws {TastemakerError} `tool/definition` when two have the same name
 * @example toolset([lookUpItem, searchCatalogue]).get('look_up_item')
 */
export function toolset(tools: readonly Tool[]): Toolset {
  const byName = new Map(tools.map((tool) => [tool.name, tool]))
  if (byName.size < tools.length) {
    const twice = tools.find((tool) => byName.get(tool.name) !== tool)
    // Two entries may also be one tool given twice.
    const name = twice?.name ?? tools.find((tool, place) => tools.indexOf(tool) !== place)!.name
    throw new TastemakerError('tool/definition', `Two tools are called ${name}.`, 'Rename one, or leave it out.')
  }
  return {
    tools: [...tools],
    get(name) {
      const tool = byName.get(name)
      if (tool) return tool
      const near = nearest(name, [...byName.keys()])
      const choice =
        near.length > 0 ? `Did you mean ${listed(near, 'or')}?` : `There are ${listed([...byName.keys()])}.`
      throw new ToolError(`There is no tool ${JSON.stringify(name)}. ${byName.size === 0 ? 'There are none.' : choice}`)
    },
  }
}
