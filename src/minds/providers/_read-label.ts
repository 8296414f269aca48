import { ModelFailure } from '../../domain/index.ts'

/*
 * From an answer in free words to one of the labels that were offered. A model that was asked for "skip" says `Skip.`,
 * `**skip**` or "I would skip this one." Reading must be generous to form and strict to meaning: an answer that names
 * two labels, or says what it would not pick, is no answer.
 */

/**
 * Reads which label an answer names.
 *
 * The whole answer counts first, without quotes, marks and case; else the one label that stands in it as a whole word.
 *
 * @param answer without thoughts
 * @param labels as they were offered
 * @returns the label, as it was offered
 * @throws ModelFailure `ungrounded` for a bare answer that was not offered, `unparseable` for prose that names no
 *   label, more than one, or one that is denied
 * @example readLabel('I would **skip** it.', ['watch', 'skip']) // 'skip'
 */
export function readLabel(answer: string, labels: readonly string[]): string {
  const words = bare(answer)
  const exact = labels.find((label) => label.trim() === answer.trim())
  if (exact !== undefined) return exact
  const alike = words === '' ? [] : labels.filter((label) => bare(label) === words)
  if (alike.length === 1) return alike[0]!
  const named = labelsIn(answer, labels)
  if (named.length === 1 && !named[0]!.denied) return named[0]!.label
  throw new ModelFailure(named.length === 0 && isBare(answer, labels) ? 'ungrounded' : 'unparseable', answer)
}

/** Without what surrounds the words, such as `**"Skip".**`; a sign before a number belongs to it. */
const bare = (text: string): string =>
  text
    .trim()
    .replace(/^[^\p{L}\p{N}+−-]+|[^\p{L}\p{N}+%]+$/gu, '')
    .toLowerCase()

/** As short as a label, on one line. */
function isBare(answer: string, labels: readonly string[]): boolean {
  const words = (text: string) => bare(text).split(/\s+/).length
  return bare(answer) !== '' && !/[\r\n]/.test(answer.trim()) && words(answer) <= Math.max(...labels.map(words))
}

interface Named {
  readonly label: string
  readonly denied: boolean
}

/** The labels that stand in a text, each once; the longer first, so that "watch later" does not name "watch" too. */
function labelsIn(answer: string, labels: readonly string[]): readonly Named[] {
  const named: Named[] = []
  let rest = answer
  const longestFirst = labels.filter((label) => label.trim() !== '').sort((one, other) => other.length - one.length)
  for (const label of longestFirst) {
    let found: Named | undefined
    rest = rest.replace(standing(label, labels), (match: string, at: number, whole: string) => {
      found = { label, denied: found?.denied === true || DENIAL.test(whole.slice(0, at)) }
      return BLANK.repeat(match.length)
    })
    if (found !== undefined) named.push(found)
  }
  return named
}

/** Takes a found label's place: no letter, so words beside it stay whole. */
const BLANK = '\u0000'

/** "not", "never" or "n't" at most three words before, in the same clause. */
const DENIAL = /(?:\b(?:not|never|neither|nor|cannot|without)|n['’]t)(?:[\s"'*`]+[\p{L}\p{N}]+){0,3}[\s"'*`]*$/iu

/**
 * A label as a whole word. Numbers keep clear of decimals and fractions: neither "4.5" nor "4/10" says 4. A label of
 * one letter must have its case, as must those that differ in nothing else; "A" and "I" must not be the word that
 * begins "A good film" or "I think".
 */
function standing(label: string, labels: readonly string[]): RegExp {
  const words = literal(label.trim())
  if (/^\d+$/.test(label)) {
    return new RegExp(`(?<![\\p{L}\\p{N}+−/-]|\\d[.,])${words}(?![\\p{L}\\p{N}]|[.,]\\d|\\s*/\\s*\\d)`, 'gu')
  }
  if (/^[AI]$/.test(label)) return new RegExp(`(?<![\\p{L}\\p{N}'’])${words}(?![\\p{L}\\p{N}'’]|\\s+\\p{L})`, 'gu')
  const twins = labels.filter((other) => other.toLowerCase() === label.toLowerCase())
  const flags = /^\p{L}$/u.test(label) || new Set(twins).size > 1 ? 'gu' : 'giu'
  return new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, flags)
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
