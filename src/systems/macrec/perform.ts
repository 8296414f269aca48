import type { AgentMind, AgentRun } from '../../agents/index.ts'
import type { AgentTaskResult, ItemId, LanguageModel } from '../../domain/index.ts'
import { wordFacts, wordingQuestion } from '../../minds/index.ts'
import { fixed } from '../../words.ts'
import type { Desk } from './_desk.ts'
import { openTeam } from './_team.ts'
import { type AnswerKind, rankingAnswer, starsAnswer, WHOLE, wordsAnswer } from './answers.ts'
import { configurations, type MacRecOptions } from './configurations.ts'
import { manage } from './manager.ts'
import { candidatesText, itemText, personText, REQUESTS } from './prompts.ts'
import { BROUGHT, idsOf, orderByUtility, retrieve } from './retriever.ts'
import { additiveOffsets, ratingByRules } from './rules.ts'
import { type Checked, factsOf } from './tasks.ts'

/**
 * Does a task with a manager that is a language model.
 *
 * @example await performByModel(model, options, checked, 'task-1', run)
 */
export async function performByModel(
  model: LanguageModel,
  options: MacRecOptions,
  task: Checked,
  id: string,
  run: AgentRun,
): Promise<AgentTaskResult> {
  const { surroundings: around } = run
  const { type, user, userId, k } = task
  const team = openTeam(model, run, id)
  const items = type === 'next' ? retrieve(around, user, Math.max(BROUGHT, k)) : task.items
  if (type === 'next') team.note(0, { step: 'retriever', observation: JSON.stringify(idsOf(around, items)) })
  const { request, answer } = asked(task, run, items)
  const { from, to } = around.past.rowsOf(user)
  const own = new Set<number>([...items, ...around.past.data.log.item.subarray(from, to)])
  const known = around.past.data.items
  const desk: Desk = {
    ...{ id, around, answer, options, team },
    user: userId,
    request: `${personText(around, user, options.historyLimit)}\n\n${request}`,
    may: { user: (one) => one === userId, item: (one) => own.has(known.index(one as ItemId) ?? -1) },
    agents: configurations[options.configuration],
    tally: { outside: 0, broken: 0, refused: 0 },
  }
  const { finished, failure, details } = await manage(desk)
  const result = { ...team.sum(), details: { configuration: options.configuration, ...details } }
  if (finished) {
    const status = failure ? 'budget' : 'answered'
    const { answer: given, mended } = finished
    return { ...result, answer: firstOf(given, k), status, decidedBy: 'model', failure, mended }
  }
  // Words that said more than the facts are put aside, and the template speaks; any other failure stays one.
  if (type === 'explain' && desk.tally.refused > 0 && failure?.kind === 'policy') {
    const answer = wordFacts(factsOf(around, task))
    return { ...result, answer, status: 'answered', decidedBy: 'template', failure: null, mended: WHOLE }
  }
  const status = failure?.kind === 'budget' ? 'budget' : 'failed'
  return { ...result, answer: null, status, decidedBy: 'model', failure, mended: WHOLE }
}

function asked(
  task: Checked,
  { surroundings: around, random }: AgentRun,
  items: Checked['items'],
): { readonly request: string; readonly answer: AnswerKind } {
  const { columns, past } = around
  if (task.type === 'rate') {
    return { request: REQUESTS.rate(itemText(columns.items[items[0]!]!)), answer: starsAnswer(past.data.scale!) }
  }
  if (task.type === 'explain') {
    const facts = factsOf(around, task)
    return { request: REQUESTS.explain(wordingQuestion(facts, random).prompt().user), answer: wordsAnswer(facts) }
  }
  const baseline = idsOf(around, orderByUtility(around, task.user, items))
  return {
    request: `${REQUESTS.order}\n\n${candidatesText(around, items)}`,
    answer: rankingAnswer(idsOf(around, items), baseline),
  }
}

const firstOf = (answer: NonNullable<AgentTaskResult['answer']>, k: number): NonNullable<AgentTaskResult['answer']> =>
  typeof answer === 'object' ? answer.slice(0, k) : answer

/**
 * Does a task by rules: the manager asks both analysts and adds their numbers, orders by the utility, and explains from facts.
 *
 * @example await performByRules(agentMind('choice'), options, checked, run)
 */
export async function performByRules(
  mind: AgentMind,
  options: MacRecOptions,
  task: Checked,
  run: AgentRun,
): Promise<AgentTaskResult> {
  const { surroundings: around, random } = run
  const { type, user, items, k } = task
  const began = run.elapsed()
  const { analyse } = configurations[options.configuration]
  const steps: { readonly step: string; readonly observation: string }[] = []
  const done = (decidedBy: AgentTaskResult['decidedBy'], answer: AgentTaskResult['answer']): AgentTaskResult => ({
    answer,
    decidedBy,
    status: answer === null ? 'failed' : 'answered',
    failure: answer === null ? { kind: 'bad_input', raw: 'nobody rated anything before' } : null,
    mended: WHOLE,
    cost: {
      calls: 0,
      promptTokens: 0,
      generatedTokens: 0,
      toolCalls: steps.length,
      milliseconds: run.elapsed() - began,
    },
    transcript: [{ step: 'task' }, ...steps].map((said, place) => ({
      ...{ id: place, parent: place === 0 ? null : 0, ...said, calls: 0, tokens: 0, milliseconds: 0, kept: true },
    })),
    details: { configuration: options.configuration },
  })
  if (type === 'rate') {
    const offsets = additiveOffsets(around.past)
    const stars = ratingByRules(around.past, user, items[0]!, { user: analyse, item: analyse })
    if (analyse) {
      steps.push({ step: 'user-analyst', observation: `${fixed(offsets.user[user]!, 3)} stars from the mean` })
      steps.push({ step: 'item-analyst', observation: `${fixed(offsets.item[items[0]!]!, 3)} stars from the mean` })
    }
    return done('rule', Number.isNaN(stars) ? null : stars)
  }
  if (type === 'explain') {
    const words = await mind.mind('macrec').write(wordingQuestion(factsOf(around, task), random))
    return done('template', words)
  }
  const order = type === 'next' ? retrieve(around, user, k) : orderByUtility(around, user, items).slice(0, k)
  steps.push({ step: 'retriever', observation: JSON.stringify(idsOf(around, order)) })
  return done('utility', idsOf(around, order))
}
