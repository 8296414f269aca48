import { describe, expect, it } from 'vitest'
import { type Holder, Pool } from './_pool.ts'

interface Desk extends Holder {
  readonly name: string
  held: string | null
}

const idle = new AbortController().signal

/** A pool of named desks, and a way to start work that ends when it is told to. */
function office(...names: string[]) {
  const pool = new Pool(names.map((name): Desk => ({ name, held: null })))
  const started: string[] = []
  const start = (need: string, signal: AbortSignal = idle) => {
    const done = Promise.withResolvers<void>()
    const ended = pool.use(need, signal, async (desk) => {
      started.push(`${need} at ${desk.name}`)
      desk.held = need
      await done.promise
    })
    return {
      ended,
      end: () => {
        done.resolve()
        return ended
      },
    }
  }
  return { started, start, drain: () => pool.drain() }
}

describe('Pool', () => {
  it('Pool goes back to the one that holds what is needed, else to the least recently used', async () => {
    const { started, start } = office('one', 'two')
    for (const need of ['a', 'b', 'a', 'c', 'a']) await start(need).end()
    expect(started).toEqual(['a at one', 'b at two', 'a at one', 'c at two', 'a at one'])
  })

  it('Pool lets the others wait in order', async () => {
    const { started, start } = office('one')
    const first = start('a')
    const second = start('b')
    const third = start('a')
    await first.end()
    await second.end()
    await third.end()
    expect(started).toEqual(['a at one', 'b at one', 'a at one'])
  })

  it('Pool gives up waiting with the reason of the signal, and goes on', async () => {
    const { started, start } = office('one')
    const stop = new AbortController()
    const first = start('a')
    const second = start('b', stop.signal)
    const third = start('c')
    stop.abort(new Error('enough'))
    await expect(second.ended).rejects.toThrow('enough')
    await first.end()
    await third.end()
    expect(started).toEqual(['a at one', 'c at one'])
    await expect(start('d', stop.signal).ended).rejects.toThrow('enough')
  })

  it('Pool is free again after work that fails', async () => {
    const pool = new Pool<Holder>([{ held: null }])
    await expect(pool.use('a', idle, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    expect(await pool.use('a', idle, async () => 'done')).toBe('done')
  })

  it('Pool drains when all work has ended', async () => {
    const { started, start, drain } = office('one', 'two')
    const work = [start('a'), start('b'), start('c')]
    const drained = drain().then(() => started.push('drained'))
    for (const { end } of work) await end()
    await drained
    expect(started.at(-1)).toBe('drained')
    expect(started).toHaveLength(4)
  })
})
