import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { generatedPopulation } from './generated.ts'
import { loadDataset } from './load.ts'

const home = mkdtempSync(join(tmpdir(), 'tastemaker-load-'))
afterAll(() => rmSync(home, { recursive: true }))

describe('loadDataset()', () => {
  it('loadDataset() makes a generated population with the options on its name', async () => {
    const data = await loadDataset('generated:users=20,items=30', { home, seed: 5 })
    expect(data.hash).toBe(generatedPopulation({ users: 20, items: 30, seed: 5 }).data.hash)
    const named = await loadDataset('generated:users=20,items=30,seed=6', { home, seed: 5 })
    expect(named.hash).toBe(generatedPopulation({ users: 20, items: 30, seed: 6 }).data.hash)
  })

  it('loadDataset() reads a table with its options', async () => {
    const path = join(home, 'plays.csv')
    writeFileSync(path, 'who,what,n\na,x,3\na,x,4\n')
    const columns = { user: 'who', item: 'what', value: 'n' }
    const data = await loadDataset(path, { home, columns, duplicates: 'sum' })
    expect([...data.log.value]).toEqual([7])
  })

  it('loadDataset() says how to pull what is not there yet', async () => {
    await expect(loadDataset('ml-100k', { home })).rejects.toMatchObject({
      code: 'io/missing',
      hint: 'Run tastemaker pull ml-100k.',
    })
  })

  it.each([
    ['ml100k', 'config/unknown-name', /Did you mean ml-100k/],
    ['generatd', 'config/unknown-name', /Did you mean generated/],
    ['netflix-prize', 'config/unknown-name', /Known: ml-100k, generated/],
    ['absent.csv', 'io/missing', /spelling/],
    [home, 'io/missing', /path of the file/],
    ['generated:people=3', 'config/unknown-name', /./],
    ['generated:users=many', 'config/option', /./],
  ])('loadDataset() refuses %s', async (name, code, hint) => {
    await expect(loadDataset(name, { home })).rejects.toMatchObject({ code, hint: expect.stringMatching(hint) })
  })
})
