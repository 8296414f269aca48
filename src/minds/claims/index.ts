export { type ClaimCheck, checkClaims } from './check-claims.ts'
export { type CheckedWords, checkedWords, type RefusedWords } from './checked-words.ts'
export { reasonWords, wordFacts } from './word-facts.ts'
export { wordingQuestion } from './wording-question.ts'
