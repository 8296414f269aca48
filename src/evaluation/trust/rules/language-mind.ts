import type { Job, JobResult } from '../../../domain/index.ts'
import { fixed, listed } from '../../../words.ts'
import { type Rule, refuse, supported } from '../_rule.ts'

/**
 * Was the model that decides shown to be able to?
 *
 * A language model decides what its card for this very data grants it; whatever else it decides is unqualified. A hybrid
 * mind leaves the rest to the utility, so what the card measured is all that is new.
 *
 * @param jobs what answering the question takes
 */
export const languageMind =
  (...jobs: readonly Job[]): Rule =>
  ({ manifest: { viewers, data }, card }) => {
    if (viewers.mind !== 'language' && viewers.mind !== 'hybrid') return null
    const own = card?.data.hash === data.hash ? card : null
    const granted = jobs.filter((job) => own !== null && viewers.granted.includes(job))
    const missing = jobs.filter((job) => !granted.includes(job))
    const model = viewers.model ?? 'A language model'
    const results = granted.flatMap((job) => own!.jobs.find((result) => result.job === job) ?? [])
    if (viewers.mind === 'hybrid' || missing.length === 0) {
      if (results.length === 0) return null
      return supported(`${model} decides what its card grants: ${listed(results.map(measured))}.`)
    }
    const reasons =
      own?.jobs.filter(({ job }) => missing.includes(job)).map(({ job, reason }) => `${job}: ${reason}`) ?? []
    const why =
      own === null ? `there is no card of it for ${data.name}` : reasons.join(' ') || 'its card does not name them'
    return refuse(
      `${model} decides unqualified: it was not shown to know ${listed(missing)} (${why.replace(/\.$/, '')}).`,
    )
  }

const measured = ({ job, measure, value, low, high, control }: JobResult): string => {
  const figure = value === null ? 'not measured' : fixed(value, 3)
  const interval = low === null || high === null ? '' : ` (95% interval ${fixed(low, 3)} to ${fixed(high, 3)})`
  return `${job}, ${measure} ${figure}${interval}${control ? ` against ${fixed(control.value, 3)} of ${control.name}` : ''}`
}
