import type { TauSuite } from '../../evaluation/suites/index.ts'
import { counted } from '../../words.ts'
import type { TauRow } from './tau-result.ts'

/** What a reader has to know of the table. */
export function tauNotes(suite: TauSuite, rows: readonly TauRow[], trials: number): readonly string[] {
  const agent = rows.find(({ kind }) => kind === 'agent')
  const oracle = rows.find(({ kind }) => kind === 'oracle')
  const impossible = oracle?.successes.filter((successes) => successes < trials).length ?? 0
  return [
    'the person is played by rules, where the published runs have a language model at temperature 1: figures do not compare with published ones',
    'the recommendation is the first item of the reply to "Please recommend one."; to show no item then, or to say that wishes cannot be met together, is to recommend none',
    ...(impossible > 0
      ? [`the oracle fails on ${counted(impossible, 'task')}: nobody can do better there by rules of this suite`]
      : []),
    ...(agent
      ? [
          'the agent is not shown the policies, as published runs show them, and learns of services only by asking; rules know the services and say all that policies ask for',
        ]
      : []),
    ...(agent?.talk && agent.talk.severalShown > 0
      ? [
          `${counted(agent.talk.severalShown, 'closing reply', 'closing replies')} showed more than one item; only the first counts, as one that was committed to`,
        ]
      : []),
    ...(trials < 4 ? [`pass^4 needs 4 trials of each task, and there are ${trials}`] : []),
    ...suite.notes,
  ]
}
