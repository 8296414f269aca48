import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  type AnswerForm,
  type Evaluator,
  Label,
  type ModelCall,
  ModelFailure,
  type Planner,
  type PlannerContext,
  type PlannerTask,
  type Tool,
} from '../domain/index.ts'
import { randomStream } from '../random.ts'
import { fittingValue } from './_fitting-value.ts'
import { type ScriptedModel, scriptedModel } from './scripted-model.ts'

const FORMS: Readonly<Record<AnswerForm['type'], AnswerForm>> = {
  text: { type: 'text' },
  label: { type: 'label', labels: ['yes', 'no', 'perhaps'] },
  rating: { type: 'rating', scale: { min: 1, max: 5, step: 1 } },
  ranking: {
    type: 'ranking',
    candidates: ['c1', 'c2', 'c3', 'c4'].map((id) => ({ id, words: `Film ${id}` })),
  },
}

/** Content with every other answer. */
const evaluator: Evaluator = {
  name: 'by length',
  usesLabel: false,
  split: 'live',
  judge: async (_task, answer) => ({
    ok: JSON.stringify(answer).length % 2 === 0,
    reason: 'It is too long or too short.',
  }),
}

const look: Tool = {
  name: 'look_up_item',
  description: 'What is known of an item.',
  input: z.object({ id: z.string() }) as z.ZodType<unknown>,
  output: z.object({ title: z.string() }),
  run: () => ({ title: 'A Quiet Year (1994)' }),
}

/**
 * Registers the tests that every planner must pass: answers of its forms, a transcript that is a tree and adds up, the same run for
 * the same seed, budgets, failures that stay in the result, labels that it refuses to hold.
 *
 * It is driven by a model that answers anything, in the form asked for and without sense. Exact counts of calls belong to a
 * planner's own tests. Call it at the top level of a test file.
 *
 * @param name of the planner, for the titles
 * @param make a fresh planner
 * @example describePlanner('react', () => react())
 */
export function describePlanner(name: string, make: () => Planner): void {
  const forms = make().answers.map((type) => FORMS[type])

  describe(`${name} as a planner`, () => {
    it.each(forms)('answers in the form $type', async (form) => {
      const { answer, status, failure } = await make().run(taskOf(form), contextOf(sensible()))
      expect({ status, failure }).toEqual({ status: 'answered', failure: null })
      expectForm(form, answer)
    })

    it.each(forms)('keeps a tree that adds up, for the form $type', async (form) => {
      const { transcript, cost } = await make().run(taskOf(form), contextOf(sensible()))
      for (const [place, { id, parent }] of transcript.entries()) {
        expect(id).toBe(place)
        if (place === 0) expect(parent).toBeNull()
        else expect(transcript[parent!]!.id).toBeLessThan(place)
        if (parent !== null && !transcript[parent]!.kept && transcript[place]!.kept) expect.fail('kept below discarded')
      }
      const calls = transcript.reduce((sum, node) => sum + node.calls, 0)
      const tokens = transcript.reduce((sum, node) => sum + node.tokens, 0)
      expect({ calls, tokens }).toEqual({ calls: cost.calls, tokens: cost.promptTokens + cost.generatedTokens })
    })

    it('does the same for the same seed, call by call', async () => {
      const [one, other] = [sensible(), sensible()]
      const results = [await make().run(TASK(), contextOf(one)), await make().run(TASK(), contextOf(other))]
      expect(results[0]).toEqual(results[1])
      expect(one.calls).toEqual(other.calls)
    })

    it('never makes more calls than its budget, and says when that ended it', async () => {
      const whole = await make().run(TASK(), contextOf(sensible()))
      for (const calls of [0, 1, 2, Math.max(0, whole.cost.calls - 1)]) {
        const model = sensible()
        const result = await make().run(TASK(), contextOf(model, { budget: { calls } }))
        expect(model.calls.length).toBeLessThanOrEqual(calls)
        if (calls < whole.cost.calls) expect(result).toMatchObject({ status: 'budget', failure: { kind: 'budget' } })
      }
      for (const budget of [{ tokens: 0 }, { seconds: 0 }]) {
        const model = sensible()
        expect((await make().run(TASK(), contextOf(model, { budget }))).status).toBe('budget')
        expect(model.calls).toHaveLength(0)
      }
    })

    it('fails as a result, with what was said, when a model only talks', async () => {
      const model = scriptedModel(({ wanted }) => (wanted.type === 'choice' ? wanted.labels[0]! : 'Well, it depends.'))
      const result = await make().run(taskOf(FORMS[make().answers.at(-1)!]), contextOf(model))
      expect(result).toMatchObject({ answer: null, status: 'failed', failure: { kind: 'unparseable' } })
      expect(result.transcript.some(({ failure }) => failure?.raw === 'Well, it depends.')).toBe(true)
    })

    it.each(['provider', 'timeout', 'refused'] as const)('fails as a result when a call ends in %s', async (kind) => {
      const model = scriptedModel(() => new ModelFailure(kind, 'as scripted'))
      const result = await make().run(TASK(), contextOf(model))
      expect(result).toMatchObject({ answer: null, status: 'failed', failure: { kind, raw: 'as scripted' } })
    })

    it('stops at a signal', async () => {
      const stop = new AbortController()
      const model = scriptedModel((call) => {
        stop.abort(new Error('stopped by hand'))
        return fitting(call)
      })
      await expect(make().run(TASK(), contextOf(model, { signal: stop.signal }))).rejects.toThrow('stopped by hand')
    })

    it('refuses a task, a tool or an example from which a label can be reached', async () => {
      const label = new Label('c2')
      const held = { ...TASK(), notes: [{ about: new Map([['c2', label]]) }] } as PlannerTask
      const tool = { ...look, secret: { label } } as Tool
      for (const [task, more] of [
        [held, {}],
        [TASK(), { tools: [tool] }],
      ] as const) {
        const model = sensible()
        await expect(make().run(task, contextOf(model, more))).rejects.toMatchObject({ code: 'planner/label' })
        expect(model.calls).toHaveLength(0)
      }
    })

    it('refuses a task that offers nothing or the same twice, and a form it cannot give', async () => {
      const wrong: AnswerForm[] = [
        { type: 'label', labels: [] },
        { type: 'label', labels: ['yes', 'yes'] },
        ...(['text', 'label', 'rating', 'ranking'] as const)
          .filter((type) => !make().answers.includes(type))
          .map((type) => FORMS[type]),
      ]
      for (const form of wrong) {
        await expect(make().run(taskOf(form), contextOf(sensible()))).rejects.toMatchObject({
          code: 'planner/bad-input',
        })
      }
    })

    it('refuses two tools of one name and a budget below nothing', async () => {
      for (const more of [{ tools: [look, look] }, { budget: { calls: -1 } }] as const) {
        const run = make().run(TASK(), contextOf(sensible(), more))
        await expect(run).rejects.toMatchObject({ code: 'planner/bad-input' })
      }
    })
  })
}

const taskOf = (answer: AnswerForm): PlannerTask => ({
  id: 'task-1',
  instructions: 'You choose films for one person.',
  question: 'Which film next?',
  answer,
})

const TASK = (): PlannerTask => taskOf(FORMS.label)

const contextOf = (model: ScriptedModel, more: Partial<PlannerContext> = {}): PlannerContext => ({
  model,
  tools: [look],
  random: randomStream(7, 'planner'),
  elapsed: () => 0,
  evaluator,
  ...more,
})

/** A model without sense that keeps to every form and gives nothing up as impossible. */
const sensible = (): ScriptedModel => scriptedModel(fitting)

function fitting({ wanted, system, user, seed }: ModelCall): string {
  const random = randomStream(seed, system, user)
  if (wanted.type === 'choice') {
    const labels = wanted.labels.filter((label) => label !== 'impossible')
    return labels[random.int(labels.length)]!
  }
  return wanted.type === 'json'
    ? JSON.stringify(fittingValue(wanted.schema, random))
    : 'I would look at the genre first.'
}

function expectForm(form: AnswerForm, answer: unknown): void {
  if (form.type === 'text') expect(String(answer).trim()).not.toBe('')
  if (form.type === 'label') expect(form.labels).toContain(answer)
  if (form.type === 'rating') expect([1, 2, 3, 4, 5]).toContain(answer)
  if (form.type === 'ranking') {
    expect([...(answer as readonly string[])].sort()).toEqual(form.candidates.map(({ id }) => id))
  }
}
