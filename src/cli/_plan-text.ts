import type { SimulationPlan } from '../experiments/index.ts'

/** What a simulation would come to, for the terminal. @example planText(await planSimulation(request)) */
export function planText(plan: SimulationPlan): string {
  const { people, controlPeople, languagePeople, recommenders, mind, model, granted } = plan
  const who = model ? `${mind}, model ${model}` : mind
  const lines = [
    `people        ${whole(people)} in front of ${recommenders.length} recommenders (${recommenders.join(', ')})`,
    `controls      on ${whole(controlPeople)} of them`,
    `mind          ${who}${mind === 'hybrid' ? `; jobs the model has earned: ${granted.join(', ') || 'none'}` : ''}`,
    ...(languagePeople > 0 ? [`beside        the model decides once more for ${whole(languagePeople)} people`] : []),
    `calls         ${plan.calls === 0 ? 'none' : `about ${whole(plan.calls)}, counted on ${plan.countedOn} people`}`,
  ]
  if (plan.calls > 0) {
    lines.push(
      `tokens        about ${whole(plan.promptTokens)} read, ${whole(plan.generatedTokens)} written`,
      `money         ${plan.money === null ? 'unknown: no --price was given' : plan.money.toFixed(4)}`,
      `time          ${plan.seconds === null ? 'unknown: tastemaker qualify --gates stability measures this model' : duration(plan.seconds)}`,
      ...plan.assumptions.map((assumption) => `assumed       ${assumption}`),
    )
  }
  return [...lines, '', 'Nothing was asked and nothing was written: this was a dry run.'].join('\n')
}

const whole = (count: number): string => count.toLocaleString('en-US')

function duration(seconds: number): string {
  if (seconds < 90) return `about ${Math.round(seconds)} s`
  return seconds < 5400 ? `about ${Math.round(seconds / 60)} min` : `about ${(seconds / 3600).toFixed(1)} h`
}
