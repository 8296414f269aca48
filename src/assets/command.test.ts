import { describe, expect, it } from 'vitest'
import { systemCommand } from './command.ts'

const signal = new AbortController().signal

describe('systemCommand()', () => {
  it('systemCommand() returns the code and both streams', async () => {
    const script = 'process.stdout.write("out"); process.stderr.write("err"); process.exitCode = 3'
    const result = await systemCommand(process.execPath, ['-e', script], signal)
    expect(result).toMatchObject({ type: 'ended', code: 3 })
    expect(result).toHaveProperty('output', expect.stringMatching(/^(outerr|errout)$/))
  })

  it('systemCommand() says when there is no such program', async () => {
    expect(await systemCommand('no-such-program-anywhere', [], signal)).toEqual({ type: 'missing' })
  })

  it('systemCommand() rejects when it was aborted before', async () => {
    await expect(systemCommand(process.execPath, ['-e', ''], AbortSignal.abort())).rejects.toThrow()
  })

  it('systemCommand() ends the program when it is aborted', async () => {
    const stop = new AbortController()
    const running = systemCommand(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], stop.signal)
    stop.abort()
    await expect(running).rejects.toThrow()
  })
})
