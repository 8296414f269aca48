export { type Budget, type SharedBudget, sharedBudget, withBudget } from './calls/budget.ts'
export { type Forecast, forecast } from './calls/forecast.ts'
export { type Guards, guarded } from './calls/guarded.ts'
export { type Journal, type JournalTotals, openJournal } from './calls/journal.ts'
export { type LimiterOptions, withLimiter } from './calls/limiter.ts'
export { type AgentModelParts, type AgentRule, type Bounds, modelFor } from './calls/model-for.ts'
export type { Price, Prices } from './calls/price.ts'
export { NO_PRICES, type PriceTable, priceIn, readPrices } from './calls/price-table.ts'
export { withRetries } from './calls/retries.ts'
export { type SharedLimiter, sharedLimiter } from './calls/shared-limiter.ts'
export { type Sleep, systemSleep } from './calls/sleep.ts'
export { streamed } from './calls/streamed.ts'
export { cardsIn, keepCard, readCard } from './cards/card-file.ts'
export { cardFits, type Grants, grantedJobs, grants, qualifiedFor } from './cards/granted-jobs.ts'
export { type ChoiceUtility, choiceMind, scalePoints, softmax, type Values, type Words } from './choice/choice-mind.ts'
export {
  type CheckedWords,
  type ClaimCheck,
  checkClaims,
  checkedWords,
  type RefusedWords,
  reasonWords,
  wordFacts,
  wordingQuestion,
} from './claims/index.ts'
export * from './embeddings/index.ts'
export { type HybridMind, hybridMind, type WordingCounts, type WordingFallback } from './hybrid/hybrid-mind.ts'
export { FORM_PROMPTS, repairPrompt } from './language/form-prompts.ts'
export { jsonSchemaOf, readJson } from './language/json-answer.ts'
export { type LanguageMindParts, languageMind } from './language/language-mind.ts'
export { averageRotations } from './language/rotations.ts'
export { localModel } from './local/index.ts'
export {
  type ChatModelOptions,
  chatModel,
  type LanguageModelOptions,
  languageModel,
  type ProviderModelOptions,
  providerModel,
  type Quirk,
  type SdkAnswer,
  type SdkModel,
  type SdkRequest,
} from './providers/index.ts'
export { type Slots, slotGenres, slotSchema, slotsForm, slotsQuestion } from './slots/slots-question.ts'
