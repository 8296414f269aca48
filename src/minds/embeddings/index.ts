export type { Embedder } from './embedder.ts'
export { type MiniLm, type MiniLmOptions, miniLm } from './mini-lm.ts'
export { type TextFeaturesOptions, textFeatures } from './text-features.ts'
