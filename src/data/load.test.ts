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

  it('loadDataset() takes the form before a path, and options behind it, from a path with commas', async () => {
    const path = join(home, 'feed, back.csv')
    writeFileSync(path, 'FeedbackType,UserId,ItemId,Value\nread,a,x,2\nread,b,x,4\n')
    const data = await loadDataset(`gorse:${path},positive=read>=3`, { home })
    expect(data.users.ids).toEqual(['b'])
    await expect(loadDataset(`gorse:${path},negative=read`, { home })).rejects.toThrow(/gorse has no option "negative"/)
    await expect(loadDataset(`gorse:${path}`, { home, columns: { user: 'UserId' } })).rejects.toThrow(
      /knows its columns/,
    )
  })

  it('loadDataset() knows files and folders that tell what they are', async () => {
    const folder = mkdtempSync(join(home, 'toy-'))
    const path = join(folder, 'toy.inter')
    writeFileSync(path, 'user_id:token\titem_id:token\n007\tx\n')
    const [one, other] = [await loadDataset(folder, { home }), await loadDataset(path, { home })]
    expect([one.name, other.name]).toEqual(['toy', 'toy'])
    expect(one.users.ids).toEqual(['007'])
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
