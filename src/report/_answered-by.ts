import type { RunManifest } from '../runs/index.ts'

/** What a viewer answers: does it fit and how many stars, watch it or not, stay or leave, and the words about it. */
export type Answered = 'taste' | 'choice' | 'leaving' | 'words'

/**
 * Who gave each kind of answer in a visit.
 *
 * A model may earn taste and choice; no gate exists for leaving and for words, so where it decides them it is unqualified.
 *
 * @param as who decided: `viewer`, or the name of a control
 * @returns by kind: `utility`, `template`, `a mind of its own`, `model` or `model, unqualified`
 * @example answeredBy(manifest.viewers, 'language').taste // 'model, unqualified'
 */
export function answeredBy(viewers: RunManifest['viewers'], as: string): Readonly<Record<Answered, string>> {
  const { mind, granted, beside } = viewers
  const model = (job: string): string => (granted.includes(job) ? 'model' : 'model, unqualified')
  const utility = { taste: 'utility', choice: 'utility', leaving: 'utility', words: 'template' }
  if (as === beside?.as || (as === 'viewer' && mind === 'language')) {
    return { taste: model('taste'), choice: model('choice'), leaving: model('leaving'), words: model('words') }
  }
  if (as !== 'viewer') return utility
  if (mind === 'own') {
    const own = 'a mind of its own'
    return { taste: own, choice: own, leaving: own, words: own }
  }
  if (mind !== 'hybrid') return utility
  const earned = (job: 'taste' | 'choice'): string => (granted.includes(job) ? 'model' : 'utility')
  return { ...utility, taste: earned('taste'), choice: earned('choice') }
}
