export { type LocalModelOptions, localModel } from './local-model.ts'
