import { describe, expect, it } from 'vitest'
import { Label, type PlannerTask, type Unlabelled } from '../../domain/index.ts'
import { describePlanner } from '../../testing/index.ts'
import { contextOf, finishWith, RANKING, saying, taskOf, useEcho, YES_NO } from './_scripts.test-parts.ts'
import { ANSWER_LINE, METHODS, promptOf, STEP_LINE } from './prompts.ts'
import { react } from './react.ts'
import { plannerByName, planners } from './registry.ts'
import { requireUnlabelled } from './require-unlabelled.ts'
import { transcriptText } from './transcript-text.ts'

for (const name of [
  ...Object.keys(planners),
  'react:split=true',
  'reflexion:strategy=none',
  'reflexion:strategy=last-attempt-and-reflexion,trials=3',
  'tree-of-thoughts:search=depth,depth=2,samples=2',
  'tree-of-thoughts:generate=propose,judge=value,select=draw',
  'plan-first:critic=true',
]) {
  describePlanner(name, () => plannerByName(name))
}

describe('plannerByName()', () => {
  it('plannerByName() names the options that differ, and the nearest names', () => {
    expect(plannerByName('reflexion:trials=3').name).toBe('reflexion:trials=3')
    expect(plannerByName('react').name).toBe('react')
    expect(() => plannerByName('refleksion')).toThrow('There is no planner "refleksion"')
    expect(() => plannerByName('react:step=2')).toThrow('react has no option "step"')
    expect(() => plannerByName('chain-of-thought:x=1')).toThrow('chain-of-thought has no option "x"')
  })
})

describe('requireUnlabelled()', () => {
  it('requireUnlabelled() finds a label wherever it hides, also in circles, and says where', () => {
    const ring: Record<string, unknown> = { name: 'a' }
    ring['self'] = ring
    expect(() => requireUnlabelled(ring, 'The ring')).not.toThrow()
    ring['list'] = [1, new Set([{ deep: new Label(1) }])]
    expect(() => requireUnlabelled(ring, 'The ring')).toThrow('The ring holds a label at .list.1.member.deep')
    expect(() => requireUnlabelled(new Label(1), 'It')).toThrow('It holds a label:')
  })

  it('planners take no task whose type holds a label', async () => {
    const task = { ...taskOf(YES_NO), truth: new Label('yes') }
    // @ts-expect-error the type refuses what the run refuses too
    await expect(react().run(task, contextOf(saying('')))).rejects.toMatchObject({ code: 'planner/label' })
    const fine: PlannerTask & Unlabelled<PlannerTask> = taskOf(YES_NO)
    expect(fine.id).toBe('task-1')
  })

  it('a label shows nothing of its truth', () => {
    const label = new Label('yes')
    expect(JSON.stringify({ label })).toBe('{"label":"[a label]"}')
    expect(Object.entries(label)).toEqual([])
  })
})

describe('prompts of planners', () => {
  it('say what stays the same first, and quote what is data', () => {
    const task = { ...taskOf(RANKING), question: 'Order these for the person.' }
    const shown = { task, tools: contextOf(saying('')).tools, demonstrations: ['Question: …\nAnswer: …'] }
    expect(promptOf(shown, 'react', [STEP_LINE])).toMatchSnapshot()
    expect(promptOf({ ...shown, tools: [] }, 'chain-of-thought', [ANSWER_LINE])).toMatchSnapshot()
    expect(METHODS).toMatchSnapshot()
  })
})

describe('transcriptText()', () => {
  it('transcriptText() is one line a node, indented, with what it took', async () => {
    const result = await react().run(taskOf(YES_NO), contextOf(saying(useEcho(1), finishWith('yes'))))
    expect(transcriptText(result)).toBe(
      [
        'task',
        '  act  Try 1.  echo {"n":1}  → {"n":1}',
        '    act  Done.  = "yes"',
        'answered: "yes"',
        `2 calls, 1 tool call, ${result.cost.promptTokens + result.cost.generatedTokens} tokens`,
      ].join('\n'),
    )
  })
})
