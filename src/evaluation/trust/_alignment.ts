import type { Rivals } from '../alignment.ts'
import type { AlignmentRow } from '../alignment-table.ts'
import type { AlignmentSetting } from './evidence.ts'

/**
 * The rows of one alignment setting by who answered; null where it was not asked.
 *
 * @example alignmentAt(settings, 'uniform', 1)?.get('ease')
 */
export function alignmentAt(
  settings: readonly AlignmentSetting[],
  rivals: Rivals,
  ratio: number,
): ReadonlyMap<string, AlignmentRow> | null {
  const setting = settings.find((one) => one.rivals === rivals && one.ratio === ratio)
  return setting ? new Map(setting.rows.map((row) => [row.who, row])) : null
}

/** How the rivals on a list were drawn, in words. */
export const rivalWords: Readonly<Record<Rivals, string>> = {
  uniform: 'rivals drawn from all items',
  'equally-popular': 'equally popular rivals',
}
