import type { Clock } from '../../clock.ts'
import type { Learned, RahAssistant } from '../../systems/rah/index.ts'
import type { CallsSoFar } from '../progress.ts'
import type { ActRow } from './_act-rows.ts'
import { type Setting, teach } from './_setting.ts'

/** What learning and judging took. */
export interface RahCost {
  readonly lessons: number
  readonly judgements: number
  readonly millisecondsPerLesson: number
  readonly millisecondsPerJudgement: number
  readonly callsPerLesson: number
  readonly callsPerJudgement: number
}

/** An assistant that has learned, and how well it did on the way. */
export interface Learning {
  readonly assistant: RahAssistant
  /** One row for each number of lessons. */
  readonly rows: readonly ActRow[]
  /** By person. */
  readonly learned: readonly (readonly Learned[])[]
  readonly cost: RahCost
}

/** Lets an assistant learn, and measures it after some numbers of lessons and after the last. */
export async function learnInSteps(
  setting: Setting,
  how: {
    readonly points: readonly number[]
    readonly clock: Clock
    readonly spent: () => CallsSoFar
    readonly onStep: (share: number) => void
  },
): Promise<Learning> {
  const { people, options, heldOut, lessonsOf } = setting
  const assistant = setting.assistant()
  const learned: Learned[][] = people.map(() => [])
  const rows: ActRow[] = []
  const lessonsCost = meter(how)
  const judgementsCost = meter(how)
  const points = how.points.filter((count) => count < options.lessons)
  for (const count of [...new Set([...points, options.lessons])].sort((a, b) => a - b)) {
    await lessonsCost.of(async () => {
      for (const [place, person] of people.entries()) {
        const own = learned[place]!
        own.push(...(await teach(assistant, lessonsOf(person).slice(own.length, count))))
      }
    })
    const measure = () => setting.measured({ name: 'assistant', lessons: count }, assistant)
    rows.push(await judgementsCost.of(measure))
    how.onStep(count / Math.max(1, options.lessons))
  }
  const lessons = learned.flat().length
  const judgements = rows.length * people.reduce((sum, person) => sum + heldOut(person).length, 0)
  return {
    assistant,
    rows,
    learned,
    cost: {
      lessons,
      judgements,
      millisecondsPerLesson: lessonsCost.milliseconds() / Math.max(1, lessons),
      millisecondsPerJudgement: judgementsCost.milliseconds() / Math.max(1, judgements),
      callsPerLesson: lessonsCost.calls() / Math.max(1, lessons),
      callsPerJudgement: judgementsCost.calls() / Math.max(1, judgements),
    },
  }
}

/** Adds up what pieces of work took. */
function meter({ clock, spent }: { readonly clock: Clock; readonly spent: () => CallsSoFar }) {
  let [milliseconds, calls] = [0, 0]
  return {
    milliseconds: () => milliseconds,
    calls: () => calls,
    async of<T>(work: () => Promise<T>): Promise<T> {
      const [began, asked] = [clock.elapsed(), spent().calls]
      const result = await work()
      milliseconds += clock.elapsed() - began
      calls += spent().calls - asked
      return result
    },
  }
}
