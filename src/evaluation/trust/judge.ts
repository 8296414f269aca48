import { detectable } from './detectable.ts'
import type { Evidence } from './evidence.ts'
import { rules } from './rules.ts'
import type { Finding, Judgement, TrustQuestion, TrustVerdict } from './verdict.ts'

const GRAVITY: readonly Judgement[] = ['refuse', 'caution', 'supported']

/** How many findings a reason is made of. */
const TOLD = 2

/**
 * Says which questions may be answered from a run, and why not.
 *
 * Each question is as good as the worst that a rule of `rules.ts` finds. Pure: the same evidence gives the same verdicts.
 *
 * @returns one verdict a question, in the order of `trustQuestions`
 * @example judge(evidence).find(({ question }) => question === 'recommender')?.verdict // 'caution'
 */
export function judge(evidence: Evidence): readonly TrustVerdict[] {
  return (Object.keys(rules) as TrustQuestion[]).map((question) => {
    const findings = Object.entries(rules[question]).flatMap(([rule, look]): Finding[] => {
      const found = look(evidence)
      return found ? [{ rule, ...found }] : []
    })
    // Stable: among findings of one gravity the order of the rules stays.
    findings.sort((a, b) => GRAVITY.indexOf(a.judgement) - GRAVITY.indexOf(b.judgement))
    const verdict = findings[0]?.judgement ?? 'refuse'
    const gravest = findings.filter(({ judgement }) => judgement === verdict).slice(0, TOLD)
    return {
      question,
      verdict,
      reason: gravest.map(({ says }) => says).join(' '),
      detectable: detectable[question](evidence),
      findings,
    }
  })
}
