import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pushed } from './_pushed.ts'

describe('pushed()', () => {
  it('loses nothing, whenever parts, the end and the reader come', async () => {
    const pauses = fc.array(fc.nat(4), { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(pauses, pauses, async (writing, reading) => {
        const line = pushed<number>()
        const wait = async (turns: number) => {
          for (let turn = 0; turn < turns; turn++) await Promise.resolve()
        }
        const write = async () => {
          for (const [part, pause] of writing.entries()) {
            await wait(pause)
            line.push(part)
          }
          line.end()
        }
        const read = async () => {
          const parts: number[] = []
          for await (const part of line) {
            parts.push(part)
            await wait(reading[part % reading.length]!)
          }
          return parts
        }
        const [parts] = await Promise.all([read(), write()])
        expect(parts).toEqual(writing.map((_, part) => part))
      }),
    )
  })

  it('fails after what came before', async () => {
    const line = pushed<number>()
    line.push(1)
    line.fail(new Error('cut'))
    const seen: number[] = []
    const reading = async () => {
      for await (const part of line) seen.push(part)
    }
    await expect(reading()).rejects.toThrow('cut')
    expect(seen).toEqual([1])
  })
})
