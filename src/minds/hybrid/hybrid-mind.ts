import type { Job, Mind, Question } from '../../domain/index.ts'

/**
 * A mind in which the utility decides, and a language model does the jobs it was granted.
 *
 * A question without a job has no gate, so no model decides it. Where the language mind fails, the failure stands: a
 * utility that stepped in would be counted as the model's answer.
 *
 * @param parts.granted the jobs of `grantedJobs(card)`
 * @example hybridMind({ utility: choiceMind(parts), language: languageMind({ model, agent }), granted: new Set(['taste']) })
 */
export function hybridMind(parts: { utility: Mind; language: Mind; granted: ReadonlySet<Job> }): Mind {
  const { utility, language, granted } = parts
  const mindFor = ({ job }: Question): Mind => (job !== undefined && granted.has(job) ? language : utility)
  return {
    name: 'hybrid',
    choose: (question, options) => mindFor(question).choose(question, options),
    rate: (question, scale) => mindFor(question).rate(question, scale),
    write: (question) => mindFor(question).write(question),
    extract: (question, schema) => mindFor(question).extract(question, schema),
  }
}
