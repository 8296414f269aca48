import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NO_PRICES, priceIn, readPrices } from './price-table.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prices-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function read(content: unknown) {
  const path = join(folder, 'prices.json')
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return readPrices(path)
}

const price = (perMillionPrompt: number) => ({ perMillionPrompt, perMillionGenerated: 4 * perMillionPrompt })
const table = { currency: 'EUR', date: '2026-11-24', models: { '*': price(3), 'toy/*': price(2), 'toy/one': price(1) } }

describe('readPrices()', () => {
  it('reads what the user wrote', async () => {
    expect(await read(table)).toEqual(table)
  })

  it.each([
    ['a negative price', { ...table, models: { a: price(-1) } }, 'models.a.perMillionPrompt'],
    ['a price that is missing', { ...table, models: { a: { perMillionPrompt: 1 } } }, 'models.a.perMillionGenerated'],
    ['a name that is misspelt', { ...table, models: { a: { ...price(1), perMillionCached: 1 } } }, 'perMillionCached'],
    ['no date', { ...table, date: 'today' }, 'date'],
    ['no currency', { ...table, currency: '' }, 'currency'],
    ['no JSON', '{"currency": ', 'is no JSON'],
  ])('refuses %s', async (_, content, words) => {
    await expect(read(content)).rejects.toMatchObject({ code: 'format/value', message: expect.stringContaining(words) })
  })

  it('says that there is no such file', async () => {
    await expect(readPrices(join(folder, 'none.json'))).rejects.toMatchObject({ code: 'io/missing' })
  })
})

describe('priceIn()', () => {
  it('takes the pattern that says most about the name', () => {
    expect(priceIn(table, 'toy/one')).toEqual(price(1))
    expect(priceIn(table, 'toy/two')).toEqual(price(2))
    expect(priceIn(table, 'local/x')).toEqual(price(3))
  })

  it('knows no price by itself', () => {
    expect(priceIn(NO_PRICES, 'openai/gpt-4.1')).toBeUndefined()
    expect(priceIn({ ...table, models: { 'toy/*': price(1) } }, 'local/x')).toBeUndefined()
  })
})
