import { partialRatio } from './partial-ratio.ts'

/** From this likeness on words are taken to name a title (Huang et al. 2023, InteRecAgent, their simulator). */
const NAMED_FROM = 60
/** The likeness is a fraction: what is not above this is below it. */
const BELOW = NAMED_FROM - 1e-9

/**
 * Whether a text names a title: as whole words, with or without its year and with the article in either place, or nearly so
 * (partial ratio of 60 or more with the title as it stands, whatever the case).
 *
 * With titles of a few letters and no year the second rule sees a name where none is; it errs on the side of a leak.
 *
 * @example namesTitle('Have you got Heat?', 'Heat (1995)') // true
 */
export function namesTitle(text: string, title: string): boolean {
  const lower = text.toLowerCase()
  const whole = title.trim().toLowerCase()
  if (whole === '') return false
  const bare = whole.replace(/\s*\(\d{4}\)$/, '')
  const turned = bare.replace(/^(.+), (the|a|an)$/, '$2 $1')
  const isThere = [bare, turned].some((form) => form !== '' && standsIn(lower, form))
  return isThere || partialRatio(whole, lower, BELOW) > 0
}

/** Whether some words stand in a text between letters of other words. */
function standsIn(text: string, words: string): boolean {
  const escaped = words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?<![\\p{L}\\p{N}'’])${escaped}(?![\\p{L}\\p{N}'’])`, 'u').test(text)
}
