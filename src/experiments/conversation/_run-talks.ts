import type { Conversation, Seeker } from '../../domain/index.ts'
import type { Talk } from '../../evaluation/conversation/index.ts'
import { inOrder } from '../../scale/index.ts'
import { type TalkEvent, talk } from '../../worlds/conversation/index.ts'

/** One conversation to be had. */
export interface TalkJob {
  readonly seeker: Seeker
  readonly conversation: Conversation
  readonly names?: ((text: string) => boolean) | undefined
}

/**
 * Has conversations, some at once, and hands over their events in the order of the jobs.
 *
 * @param jobs made when their turn comes, so that nobody is kept waiting in memory
 */
export async function* runTalks(
  jobs: readonly (() => TalkJob)[],
  how: { readonly turns: number; readonly lanes: number; readonly signal?: AbortSignal | undefined },
): AsyncGenerator<readonly TalkEvent[]> {
  const { turns, lanes, signal } = how
  yield* inOrder(lanes, jobs, async (job, stop) => {
    const { seeker, conversation, names } = job()
    const events: TalkEvent[] = []
    const either = signal ? AbortSignal.any([signal, stop]) : stop
    for await (const event of talk(seeker, conversation, { turns, names, signal: either })) events.push(event)
    return events
  })
}

/** A conversation as the evaluation reads it. */
export function talkOf(events: readonly TalkEvent[]): Talk {
  const left = events.find((event) => event.type === 'seeker-left')
  return {
    said: events.flatMap((event) => {
      if (event.type === 'seeker-spoke') return [{ text: event.text, tells: event.tells.length }]
      return event.type === 'seeker-left' && event.text !== '' ? [{ text: event.text, tells: 0 }] : []
    }),
    replies: events.flatMap((event) => {
      if (event.type !== 'agent-replied') return []
      const { text, items, wishes, failure, cost } = event
      return [{ text, items: items.map(({ id }) => id), wishes, failed: failure !== null, cost }]
    }),
    because: left?.because ?? null,
    accepts: left?.accepts ?? null,
  }
}
