export { type ChatModelOptions, chatModel } from './chat-model.ts'
export { type LanguageModelOptions, languageModel } from './language-model.ts'
export {
  type ProviderModelOptions,
  providerModel,
  type Quirk,
  type SdkAnswer,
  type SdkModel,
  type SdkRequest,
} from './provider-model.ts'
