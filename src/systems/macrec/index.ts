import { type RecommendingSystem, requireUnlabelled } from '../../agents/index.ts'
import { nameWithOptions } from '../../name-with-options.ts'
import { type MacRecOptions, macrecOptions } from './configurations.ts'
import { openConversation } from './conversation.ts'
import { performByModel, performByRules } from './perform.ts'
import { checkTask, JOBS } from './tasks.ts'

/**
 * MACRec: a manager delegates to analysts, a searcher, an interpreter and a reflector (Wang et al. 2024, arXiv 2402.15235).
 *
 * A model that does the job of a task manages it; otherwise rules do: the analysts' numbers are added, the utility orders, a template
 * explains. A conversation works with the agents of `chat`, whatever the configuration of the tasks.
 *
 * @example await macrec.create({ mind: agentMind('choice') }, macrecOptions.parse({})).perform(task, run)
 */
export const macrec: RecommendingSystem<MacRecOptions> = {
  name: 'macrec',
  paper: 'Wang et al. 2024, MACRec: a Multi-Agent Collaboration Framework for Recommendation, SIGIR, arXiv 2402.15235',
  kind: 'recommendation',
  tasks: ['rate', 'rank', 'next', 'explain', 'converse'],
  minds: ['choice', 'language', 'hybrid'],
  options: macrecOptions,
  create({ mind }, options) {
    const name = nameWithOptions('macrec', options, macrecOptions)
    return {
      name,
      mind: mind.name,
      tasks: macrec.tasks,
      async perform(task, run) {
        requireUnlabelled(task, `The task "${task.id}"`)
        const checked = checkTask(task, run.surroundings)
        return mind.model && mind.does(JOBS[checked.type])
          ? performByModel(mind.model, options, checked, task.id, run)
          : performByRules(mind, options, checked, run)
      },
      open: (start) => openConversation(name, mind, options, start),
    }
  },
}

export { type MacRecOptions, macrecOptions } from './configurations.ts'
