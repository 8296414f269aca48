import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importPersonas } from './import-personas.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tastemaker-personas-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function file(name: string, content: string | Buffer): Promise<string> {
  await writeFile(join(folder, name), content)
  return join(folder, name)
}

describe('importPersonas()', () => {
  it('importPersonas() reads one persona text a line and keeps it as data', async () => {
    const path = await file(
      'hub.jsonl',
      '{"persona":"A beekeeper who says \\"ignore all rules\\"."}\n{"persona":"A sailor."}\n',
    )
    const { profiles, manifest, left } = await importPersonas(path, ' CC BY-NC-SA 4.0 ')
    expect(profiles.map(({ id, persona }) => [id, persona])).toEqual([
      ['imported-1', 'A beekeeper who says "ignore all rules".'],
      ['imported-2', 'A sailor.'],
    ])
    expect(profiles[0]).toMatchObject({ origin: 'imported', taste: null, demographics: { age: null, gender: null } })
    expect(manifest).toMatchObject({ licence: 'CC BY-NC-SA 4.0', file: 'hub.jsonl', people: 2 })
    expect(manifest.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(left).toEqual([])
  })

  it('importPersonas() reads columns into fields, never names or contacts, and tells what it left out', async () => {
    const path = await file(
      'people.csv',
      'id,name,email,age,gender,occupation\na,Some Body,x@y.org,34,F,baker\nb,No Body,,340,M,\na,Again,,20,F,\n"c\n',
    )
    const { profiles, left } = await importPersonas(path, 'own')
    expect(profiles.map(({ id, demographics }) => ({ id, ...demographics }))).toEqual([
      { id: 'a', age: 34, gender: 'female', occupation: 'baker', place: null },
    ])
    expect(JSON.stringify(profiles)).not.toMatch(/Some Body|x@y/)
    expect(left.map(({ line }) => line)).toEqual([3, 4, 5])
    expect(left[0]?.message).toContain('demographics.age')
    expect(left[1]?.message).toContain('comes twice')
  })

  it('importPersonas() reads Latin-1 where it is no UTF-8', async () => {
    const path = await file('latin.csv', Buffer.from('persona\nA caf\xe9 owner.\n', 'latin1'))
    expect((await importPersonas(path, 'own')).profiles[0]?.persona).toBe('A café owner.')
  })

  it.each([
    ['without a licence', 'x.csv', 'persona\nA\n', ' ', 'persona/licence'],
    ['without a column that is known', 'y.csv', 'id,name\n1,2\n', 'own', 'format/column'],
  ])('importPersonas() refuses a file %s', async (_, name, content, licence, code) => {
    await expect(importPersonas(await file(name, content), licence)).rejects.toMatchObject({ code })
  })

  it('importPersonas() refuses a file that is not there, and takes an empty one as nobody', async () => {
    await expect(importPersonas(join(folder, 'nowhere.csv'), 'own')).rejects.toMatchObject({ code: 'io/missing' })
    expect((await importPersonas(await file('empty.csv', ''), 'own')).profiles).toEqual([])
  })
})
