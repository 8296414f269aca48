import type { RunManifest } from '../../runs/index.ts'

/**
 * Whether a language model decided what it was not shown to be able to decide.
 *
 * @param as who decided: `viewer`, or the name of those beside them
 * @example decidesUnqualified(manifest.viewers, 'viewer') // false
 */
export function decidesUnqualified({ qualified, granted, beside }: RunManifest['viewers'], as: string): boolean {
  if (as === 'viewer') return !qualified
  return beside !== null && as === beside.as && !(granted.includes('taste') && granted.includes('choice'))
}
