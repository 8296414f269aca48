export { type MemoryEntry, type NewMemory, type Provenance, provenanceSchema } from './entry.ts'
export { type FlatMemory, type FlatMemoryParts, flatMemory, restoreFlatMemory } from './flat-memory.ts'
export { hashedText } from './hashed-text.ts'
export { type Memory, type MemoryOptions, memory } from './memory.ts'
export { type MemoryWeights, memoryPresets, memoryScores } from './memory-scores.ts'
export type { MemoryEvent, MemoryStore, Observation, RecallRequest, Recollection } from './memory-store.ts'
export { recallWindows, type TierConstants, textPresets, tierPresets, withinWindows } from './presets.ts'
export type { Rememberer } from './prompts.ts'
export type { MemoryQuestion } from './questions.ts'
export { type ImportanceRule, type MemoryTemplates, memoryTemplates } from './templates.ts'
export {
  type Rewrite,
  restoreTextMemory,
  type TextMemory,
  type TextVersion,
  textMemory,
} from './text-memory.ts'
export { restoreTieredMemory, type TieredMemoryParts, tieredMemory } from './tiered-memory.ts'
export { cachedVectors, hashedVectors, type TextVectors } from './vectors.ts'
