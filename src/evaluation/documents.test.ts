import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkedDocument, checkedDocumentIfAny } from '../runs/index.ts'
import { alignmentDocument, offlineDocument } from './documents.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'documents-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))
const write = (name: string, value: unknown) => writeFile(join(folder, name), JSON.stringify(value))

const interval = { mean: 0.6, low: 0.5, high: 0.7, count: 9 }
const row = {
  who: 'viewer',
  ratio: 1,
  rivals: 'uniform',
  people: 9,
  accuracy: interval,
  precision: { mean: null, low: null, high: null, count: 0 },
  recall: interval,
  f1: interval,
  yesRate: null,
  viewerGain: null,
}
const setting = { ratio: 1, rivals: 'uniform', excluded: 0, short: 0, rows: [row] }

describe('documents', () => {
  it('checkedDocument() reads what a run wrote; a share of nothing, which JSON keeps as null, is not a number again', async () => {
    await write('alignment.json', { settings: [setting] })
    const { settings } = await checkedDocument(folder, 'alignment.json', alignmentDocument)
    expect(settings[0]!.rows[0]).toMatchObject({ who: 'viewer', precision: { mean: null }, yesRate: Number.NaN })
  })

  it.each([
    ['alignment.json', { settings: [{ ...setting, rivals: 'friends' }] }, 'settings.0.rivals', alignmentDocument],
    [
      'alignment.json',
      { settings: [{ ...setting, rows: [{ ...row, who: 3 }] }] },
      'settings.0.rows.0.who',
      alignmentDocument,
    ],
    ['offline.json', { table: { protocol: {} } }, 'table.protocol.dataset', offlineDocument],
  ] as const)('checkedDocument() refuses an edited %s with the field: %j', async (name, value, field, schema) => {
    await write(name, value)
    await expect(checkedDocument<unknown>(folder, name, schema)).rejects.toMatchObject({
      code: 'format/value',
      message: expect.stringContaining(`${name}: field "${field}"`),
    })
  })

  it('checkedDocumentIfAny() is null for what is not there, and strict about what is', async () => {
    expect(await checkedDocumentIfAny(folder, 'alignment.json', alignmentDocument)).toBeNull()
    await write('alignment.json', { settings: 3 })
    await expect(checkedDocumentIfAny(folder, 'alignment.json', alignmentDocument)).rejects.toMatchObject({
      code: 'format/value',
    })
  })
})
