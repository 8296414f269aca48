import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { userId } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { marked } from '../row-marks.ts'
import { toyEvaluation, toyProtocol, toyRecommender } from './_toy-evaluation.ts'
import { decodeValues, encodeValues } from './_values-file.ts'
import { compareStored, isEvaluation, readEvaluation, storedTable, thisEnvironment, writeEvaluation } from './index.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evaluation-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const [popularity, ease, knn] = [
  toyRecommender('popularity', 0),
  toyRecommender('ease', 0.1),
  toyRecommender('knn', 0.08),
]
const first = toyEvaluation([
  popularity,
  { ...ease, memory: 12.5, requestTimes: { p50: 0.1, p95: 0.4 }, marks: ['optimistic'] },
])
const path = (name: string) => join(folder, name)

describe('encodeValues()', () => {
  it('encodeValues() is turned around by decodeValues(), to the last bit and whatever the ids', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 12 }),
        fc.dictionary(fc.string(), fc.double({ noDefaultInfinity: false })),
        (ids, metrics) => {
          const values = {
            people: ids.map(userId),
            perPerson: new Map([
              [
                'one',
                Object.fromEntries(
                  Object.entries(metrics).map(([label, x]) => [label, new Float64Array(ids.length).fill(x)]),
                ),
              ],
            ]),
          }
          const { parts, sha256 } = encodeValues(values)
          const again = decodeValues(Buffer.concat(parts), sha256, 'here')
          expect(again.people).toEqual(values.people)
          if (Object.keys(metrics).length > 0) expect(again.perPerson).toEqual(values.perPerson)
        },
      ),
    )
  })
})

describe('writeEvaluation()', () => {
  it('writeEvaluation() keeps what readEvaluation() gives back', async () => {
    await writeEvaluation(path('deep/down'), first)
    expect(await isEvaluation(path('deep/down'))).toBe(true)
    expect(await readEvaluation(path('deep/down'))).toEqual(first)
  })

  it('writeEvaluation() keeps nothing that it was not asked to, such as a model beside a result', async () => {
    const carried = { ...ease, fitted: { weights: [1, 2, 3] } }
    await writeEvaluation(folder, toyEvaluation([carried]))
    expect(await readFile(path('evaluation.json'), 'utf8')).not.toContain('weights')
  })

  it('writeEvaluation() keeps numbers about people without training events', async () => {
    const cold = { 'ndcg@10': { value: null, people: 0, excluded: 2 } }
    const kept = toyEvaluation([{ ...ease, result: { ...ease.result, cold } }])
    await writeEvaluation(folder, kept)
    expect(await readEvaluation(folder)).toEqual(kept)
  })

  it('writeEvaluation() replaces an older evaluation and leaves nothing of it', async () => {
    await writeEvaluation(folder, first)
    await writeEvaluation(folder, toyEvaluation([knn]))
    expect((await readEvaluation(folder)).recommenders).toEqual([knn])
    expect(await readdir(folder)).toHaveLength(2)
  })

  it('writeEvaluation() that is cut short leaves the older evaluation whole', async () => {
    await writeEvaluation(folder, first)
    // What a killed write leaves before its last step: new values, and half a document under another name.
    await writeFile(path('values-0123456789abcdef.bin'), 'new values')
    await writeFile(path('evaluation.json.part'), '{ "format": ')
    expect(await readEvaluation(folder)).toEqual(first)
    await writeEvaluation(folder, first)
    expect((await readdir(folder)).filter((name) => name.startsWith('values-'))).toHaveLength(1)
  })

  it('writeEvaluation() refuses nobody, strangers, two tests and two of one name', async () => {
    const refused = (...recommenders: Parameters<typeof toyEvaluation>[0]) =>
      writeEvaluation(folder, toyEvaluation(recommenders))
    const stranger = { ...ease, result: { ...ease.result, people: ease.result.people.map((id) => userId(`x${id}`)) } }
    const elsewhere = { ...ease, result: { ...ease.result, protocol: { ...toyProtocol, testHash: 'c' } } }
    await expect(refused()).rejects.toMatchObject({ code: 'data/empty' })
    await expect(refused(knn, stranger)).rejects.toMatchObject({ code: 'stats/different-test' })
    await expect(refused(knn, elsewhere)).rejects.toMatchObject({ code: 'stats/different-test' })
    await expect(refused(knn, knn)).rejects.toMatchObject({ code: 'config/option' })
  })

  it('writeEvaluation() says where it can not write', async () => {
    await writeFile(path('file'), '')
    await expect(writeEvaluation(path('file'), first)).rejects.toMatchObject({ code: 'io/not-writable' })
  })
})

describe('readEvaluation()', () => {
  it('readEvaluation() says what is missing: the folder, the evaluation in it, or its values', async () => {
    await expect(readEvaluation(path('nowhere'))).rejects.toMatchObject({
      code: 'io/missing',
      message: `There is no folder ${path('nowhere')}.`,
    })
    await mkdir(path('empty'))
    expect(await isEvaluation(path('empty'))).toBe(false)
    await expect(readEvaluation(path('empty'))).rejects.toMatchObject({
      code: 'io/missing',
      message: `${path('empty')} is not an evaluation: it has no evaluation.json.`,
    })
    await writeEvaluation(folder, first)
    const [values] = (await readdir(folder)).filter((name) => name.startsWith('values-'))
    await rm(path(values!))
    await expect(readEvaluation(folder)).rejects.toMatchObject({
      code: 'io/missing',
      message: expect.stringContaining(values!),
    })
  })

  it('readEvaluation() notices a changed value', async () => {
    await writeEvaluation(folder, first)
    const [values] = (await readdir(folder)).filter((name) => name.startsWith('values-'))
    const bytes = await readFile(path(values!))
    bytes[bytes.length - 1]! ^= 1
    await writeFile(path(values!), bytes)
    await expect(readEvaluation(folder)).rejects.toMatchObject({ code: 'run/incomplete' })
  })

  it.each([
    ['{ "version": 1,', 'format/unreadable', 'is not JSON'],
    ['{}', 'run/version', 'version undefined'],
    ['{ "version": 7 }', 'run/version', 'version 7'],
    ['{ "version": 1 }', 'format/value', 'field "format"'],
  ])('readEvaluation() refuses a document %j', async (text, code, message) => {
    await writeFile(path('evaluation.json'), text)
    await expect(readEvaluation(folder)).rejects.toMatchObject({ code, message: expect.stringContaining(message) })
  })

  it('readEvaluation() names the field that was edited', async () => {
    await writeEvaluation(folder, first)
    const document = JSON.parse(await readFile(path('evaluation.json'), 'utf8'))
    document.recommenders[0].protocol.gain = 'gold'
    await writeFile(path('evaluation.json'), JSON.stringify(document))
    await expect(readEvaluation(folder)).rejects.toMatchObject({
      code: 'format/value',
      message: expect.stringContaining('recommenders.0.protocol.gain'),
    })
  })
})

describe('storedTable()', () => {
  it('storedTable() is the same after a round trip, and follows the plan of the evaluation', async () => {
    const planned = { ...first, plan: { primary: 'recall@10', test: 'wilcoxon' } as const, notes: ['A note.'] }
    await writeEvaluation(folder, planned)
    const table = storedTable(await readEvaluation(folder))
    expect(table).toEqual(storedTable(planned))
    expect(table.plan).toMatchObject({ primary: 'recall@10', test: 'wilcoxon' })
    expect(table.notes.at(-1)).toBe('A note.')
    expect(storedTable(planned, { test: 't' }).plan.test).toBe('t')
  })
})

describe('compareStored()', () => {
  const random = randomStream(1)

  it('compareStored() sets each of both against every other, adjusted for all of them', () => {
    const { rows, comparisons } = compareStored(toyEvaluation([popularity]), toyEvaluation([ease, knn]), { random })
    expect(rows.map(({ recommender }) => recommender)).toEqual(['popularity', 'ease', 'knn'])
    expect(comparisons).toHaveLength(3)
    expect(comparisons[0]!.adjustedP).toBeLessThan(0.001)
  })

  it('compareStored() tells two of one name apart, and shows once what is the same in both', () => {
    const other = { ...ease, result: toyRecommender('another', 0.3).result }
    const { rows, notes } = compareStored(toyEvaluation([popularity, ease]), toyEvaluation([popularity, other]), {
      random,
      names: ['old', 'new'],
    })
    expect(rows.map(({ recommender }) => recommender)).toEqual(['popularity', 'ease [old]', 'ease [new]'])
    expect(notes).toEqual(['popularity: the same in old and new person by person, shown once.'])
    const markedOne = toyEvaluation([{ ...popularity, marks: ['optimistic'] }])
    expect(compareStored(first, markedOne, { random }).rows.map(marked)).toContain('popularity [second] (optimistic)')
  })

  it('compareStored() refuses other test events and other protocols, naming what differs', () => {
    const changed = (change: Partial<typeof toyProtocol>) =>
      toyEvaluation([{ ...knn, result: { ...knn.result, protocol: { ...toyProtocol, ...change } } }])
    const refusal = (change: Partial<typeof toyProtocol>) => () => compareStored(first, changed(change), { random })
    expect(refusal({ testHash: 'c'.repeat(64) })).toThrow(
      expect.objectContaining({
        code: 'stats/different-test',
        message: 'first and second were not measured on the same test: test events bbbbbbbbbbbb against cccccccccccc.',
      }),
    )
    expect(refusal({ split: 'split 80/20', filterSeen: false })).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(/split ".*" against "split 80\/20"; seen items taken out true/),
      }),
    )
    expect(refusal({ k: [5], dataset: 'the same under another name' })).not.toThrow()
  })

  it('compareStored() says that seconds come from two machines', () => {
    const second = { ...toyEvaluation([knn]), environment: thisEnvironment(2), notes: ['Tuned.'] }
    const { notes } = compareStored(first, second, { random })
    expect(notes).toContainEqual(
      expect.stringMatching(/^Seconds were measured in different places: first on Toy processor, 1 thread/),
    )
    expect(notes.at(-1)).toBe('second: Tuned.')
  })
})
