import { hash } from 'node:crypto'
import type { ModelCall, Wanted } from '../../domain/index.ts'

/** As many system texts as are kept hashed; a run has one for each person, and asks them in turn. */
const KEPT = 4096

/**
 * Names calls of one model by what identifies their answers: SHA-256 of a text in which every part has one place.
 *
 * Who asks is no part of it. The order of labels is, and so is the order of fields in a schema: a model reads and fills
 * them in that order. Text is hashed as UTF-8, which is what a model sees. The system text is long and stays the same from
 * call to call, so it enters by its own hash, which is kept.
 *
 * @param fingerprint of the model
 * @returns the key of a call, 43 characters of base64url
 * @example callKeys('smollm2 q4_1')(call) // 'kZ3…'
 */
export function callKeys(fingerprint: string): (call: ModelCall) => string {
  const prefixes = new Map<string, string>()
  return ({ system, user, wanted, temperature, seed }) => {
    let prefix = prefixes.get(system)
    if (prefix === undefined) {
      prefix = sha256(`${JSON.stringify(fingerprint)}\n${system}`)
      if (prefixes.size >= KEPT) prefixes.clear()
      prefixes.set(system, prefix)
    }
    // JSON has no bare line break, so the first one ends it and the rest is the user text.
    return sha256(`${prefix}${JSON.stringify([parts(wanted), temperature, seed])}\n${user}`)
  }
}

/** The SHA-256 of a text as 43 characters of base64url. @example sha256('') */
export const sha256 = (text: string): string => hash('sha256', text, 'base64url')

function parts(wanted: Wanted): readonly unknown[] {
  switch (wanted.type) {
    case 'choice':
      return ['choice', wanted.labels]
    case 'text':
      return ['text', wanted.maxTokens]
    case 'json':
      return ['json', wanted.maxTokens, wanted.schema]
  }
}
