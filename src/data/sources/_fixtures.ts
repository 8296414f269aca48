import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Dataset, Interactions } from '../../domain/index.ts'

/** Writes files of a test into a fresh temporary folder. @param files content by name @returns the folder */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'tastemaker-source-'))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

/** JSON Lines. */
export const jsonl = (...records: readonly object[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('')

/** The rows of a log in canonical order, as `user item value at`. */
export function rowsOf({ users, items, log }: Dataset, of: Interactions = log): readonly string[] {
  return Array.from(of.user, (user, i) => `${users.ids[user]} ${items.ids[of.item[i]!]} ${of.value[i]} ${of.at[i]}`)
}
