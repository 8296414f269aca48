import { withoutThoughts } from '../language/_thoughts.ts'

/** The end of a text that may become the tag of a thought. */
const HALF_TAG = /<(?:\/?(?:t(?:h(?:i(?:n(?:k(?:i(?:n(?:g)?)?)?)?)?)?)?)?)?$/i

/**
 * Shows words that come in pieces as they come, without what a model thinks aloud.
 *
 * What may be half of a tag waits for the rest. A tag that closes thoughts which were never opened comes too late for words
 * that were shown; the whole answer, which comes last, is read without them.
 *
 * @returns what to show after each piece, and after the last, when it is called without one
 * @example const show = visibleWords(); show('<thi'); show('nk>Hm.</think>Yes') // 'Yes'
 */
export function visibleWords(): (piece?: string) => string {
  let text = ''
  let shown = ''
  return (piece) => {
    text += piece ?? ''
    const sure = piece === undefined ? text : text.replace(HALF_TAG, '')
    const visible = withoutThoughts(sure)
    if (!visible.startsWith(shown) || visible.length === shown.length) return ''
    const more = visible.slice(shown.length)
    shown = visible
    return more
  }
}
