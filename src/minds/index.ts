export { type Budget, withBudget } from './calls/budget.ts'
export { type Forecast, forecast } from './calls/forecast.ts'
export { type Guards, guarded } from './calls/guarded.ts'
export { type Journal, type JournalTotals, openJournal } from './calls/journal.ts'
export { withLimiter } from './calls/limiter.ts'
export type { Price } from './calls/price.ts'
export { withRetries } from './calls/retries.ts'
export { type Sleep, systemSleep } from './calls/sleep.ts'
export { cardsIn, keepCard, readCard } from './cards/card-file.ts'
export { cardFits, grantedJobs, qualifiedFor } from './cards/granted-jobs.ts'
export { type ChoiceUtility, choiceMind, scalePoints, softmax, type Values, type Words } from './choice/choice-mind.ts'
export { hybridMind } from './hybrid/hybrid-mind.ts'
export { FORM_PROMPTS, repairPrompt } from './language/form-prompts.ts'
export { jsonSchemaOf, readJson } from './language/json-answer.ts'
export { type LanguageMindParts, languageMind } from './language/language-mind.ts'
export { averageRotations } from './language/rotations.ts'
export { localModel } from './local/index.ts'
export {
  type LanguageModelOptions,
  languageModel,
  type ProviderModelOptions,
  providerModel,
  type Quirk,
  type SdkModel,
} from './providers/index.ts'
