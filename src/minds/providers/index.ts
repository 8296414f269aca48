export { type LanguageModelOptions, languageModel } from './language-model.ts'
export { type ProviderModelOptions, providerModel, type Quirk, type SdkModel } from './provider-model.ts'
