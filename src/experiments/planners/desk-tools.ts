import { catalogueColumns, lookUp, pastOf, userHistory } from '../../agents/index.ts'
import type { Dataset, Tool } from '../../domain/index.ts'
import { SOMEBODY } from './desk.ts'

/**
 * The usual tools of a task: facts of items by id, and all earlier events of the person.
 *
 * @param desk all they may look at, the future not among it
 * @example deskTools(desk).map(({ name }) => name) // ['look_up', 'user_history']
 */
export const deskTools = (desk: Dataset): readonly Tool[] =>
  // Each tool checks its own input: what a model gives it is unknown.
  [lookUp(catalogueColumns(desk)), userHistory(pastOf(desk), { user: SOMEBODY })] as unknown as readonly Tool[]
