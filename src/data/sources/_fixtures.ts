import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Dataset, Interactions } from '../../domain/index.ts'

const made: string[] = []

/** Writes files of a test into a fresh temporary folder. @param files content by name @returns the folder */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'tastemaker-source-'))
  made.push(folder)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

/** Removes every folder that was made so far. */
export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true })
}

/** JSON Lines. */
export const jsonl = (...records: readonly object[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('')

/** The rows of a log in canonical order, as `user item value at`. */
export function rowsOf({ users, items, log }: Dataset, of: Interactions = log): readonly string[] {
  return Array.from(of.user, (user, i) => `${users.ids[user]} ${items.ids[of.item[i]!]} ${of.value[i]} ${of.at[i]}`)
}
