import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { card, result } from './_example-card.ts'
import { cardsIn, keepCard, readCard } from './card-file.ts'

const key = { fingerprint: 'weights-1', hash: 'data-1', prompts: '1' }

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'tastemaker-cards-'))
})
afterEach(() => rm(home, { recursive: true }))

/** The one card file of the folder. */
const file = async (): Promise<string> => join(home, 'cards', (await readdir(join(home, 'cards')))[0]!)

describe('keepCard()', () => {
  it('keeps a card that is read again as it was, and leaves nothing else behind', async () => {
    const made = card({ jobs: [result('history'), result('form', { value: null, control: null, gain: null })] })
    expect(await keepCard(home, made)).toEqual(made)
    expect(await readCard(home, key)).toEqual(made)
    expect(await readdir(join(home, 'cards'))).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.json$/)])
  })

  it('keeps what the older card knows of other jobs, and no quick look over a full gate', async () => {
    await keepCard(home, card({ jobs: [result('history'), result('taste', { n: 600 })] }))
    const quick = card({ seed: 2, jobs: [result('taste', { n: 20 })] })
    expect(await keepCard(home, quick)).toEqual({ ...quick, jobs: [result('history'), result('taste', { n: 600 })] })
    await keepCard(home, quick, { replace: true })
    expect((await readCard(home, key))?.jobs).toEqual([result('history'), result('taste', { n: 20 })])
  })

  it('writes anew a card that was damaged', async () => {
    await keepCard(home, card())
    await writeFile(await file(), '{"version": 1')
    const made = card({ jobs: [result('form')] })
    await keepCard(home, made)
    expect(await readCard(home, key)).toEqual(made)
  })

  it('says where it could not write', async () => {
    await writeFile(join(home, 'cards'), 'a file in the way')
    await expect(keepCard(home, card())).rejects.toMatchObject({
      code: 'io/not-writable',
      message: expect.stringContaining(home),
    })
  })
})

describe('readCard()', () => {
  it.each(['fingerprint', 'hash', 'prompts'])('knows no card of another %s', async (part) => {
    await keepCard(home, card())
    expect(await readCard(home, { ...key, [part]: 'another' })).toBeNull()
  })

  it('is null in a cache folder that does not exist', async () => {
    expect(await readCard(join(home, 'none'), key)).toBeNull()
  })

  it.each([
    ['half a card', (text: string) => text.slice(0, 40), 'it is not JSON'],
    ['a card of a later version', (text: string) => text.replace('"version": 1', '"version": 2'), '"version"'],
    ['a verdict made up', (text: string) => text.replace('"decide"', '"genius"'), '"jobs.0.verdict"'],
    ['the card of another model', (text: string) => text.replace('weights-1', 'weights-2'), 'another model'],
  ])('refuses %s, naming the file and how to make it again', async (_, damage, reason) => {
    await keepCard(home, card({ jobs: [result('form')] }))
    const path = await file()
    await writeFile(path, damage(await readFile(path, 'utf8')))
    const failure = { code: 'format/unreadable', hint: expect.stringContaining('qualify') }
    await expect(readCard(home, key)).rejects.toMatchObject(failure)
    await expect(readCard(home, key)).rejects.toThrow(path)
    await expect(readCard(home, key)).rejects.toThrow(reason)
    await expect(cardsIn(home)).rejects.toMatchObject(failure)
  })
})

describe('cardsIn()', () => {
  it('lists every card by model and data, and nothing else that lies there', async () => {
    expect(await cardsIn(home)).toEqual([])
    const cards = [
      card({ model: 'a', data: { name: 'one', hash: 'data-1' } }),
      card({ model: 'a', data: { name: 'two', hash: 'data-2' } }),
      card({ model: 'b', fingerprint: 'weights-2' }),
    ]
    for (const made of cards.toReversed()) await keepCard(home, made)
    await copyFile(await file(), join(home, 'cards', 'unfinished.part'))
    await mkdir(join(home, 'cards', 'folder'))
    expect(await cardsIn(home)).toEqual(cards)
  })
})
