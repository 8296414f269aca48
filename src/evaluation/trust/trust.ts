import type { SimulationRow } from '../simulation-table.ts'
import type { AlignmentSetting, Evidence, RecommenderOrder } from './evidence.ts'
import { judge } from './judge.ts'
import type { PositionCurve } from './position-tally.ts'
import type { TrustVerdict } from './verdict.ts'

/** Why a run should be believed, or not. */
export interface Trust {
  /** What may be answered from the run, question by question. */
  readonly verdicts: readonly TrustVerdict[]
  readonly order: RecommenderOrder
  /** The same recommenders as each control met them, and as a model that decides beside the viewers did. */
  readonly controls: readonly SimulationRow[]
  readonly alignment: readonly AlignmentSetting[]
  readonly stars: Evidence['stars']
  readonly positions: readonly PositionCurve[]
  /** Null where the run does not say of what kinds its items are. */
  readonly narrowing: Evidence['narrowing']
  /** Sentences a reader should see before believing a number: what the run noted, and whatever speaks against a verdict. */
  readonly warnings: readonly string[]
}

/**
 * Puts the trust part of a result together.
 *
 * @param noted what the run itself has to say
 * @example trustOf(evidence, { controls: [], noted: manifest.warnings }).verdicts
 */
export function trustOf(
  evidence: Evidence,
  { controls, noted }: { readonly controls: readonly SimulationRow[]; readonly noted: readonly string[] },
): Trust {
  const { order, alignment, stars, positions, narrowing } = evidence
  const verdicts = judge(evidence)
  const against = verdicts.flatMap(({ findings }) =>
    findings.flatMap(({ judgement, says }) => (judgement === 'supported' ? [] : [says])),
  )
  const warnings = [...new Set([...noted, ...against])]
  return { verdicts, order, controls, alignment, stars, positions, narrowing, warnings }
}

/** Warnings that no verdict's reason tells already. @example untold(trust).length */
export const untold = ({ warnings, verdicts }: Pick<Trust, 'warnings' | 'verdicts'>): string[] =>
  warnings.filter((warning) => !verdicts.some(({ reason }) => reason.includes(warning)))
