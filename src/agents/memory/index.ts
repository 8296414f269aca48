export { hashedText } from './hashed-text.ts'
export {
  type Memory,
  type MemoryEntry,
  type MemoryOptions,
  type MemoryWeights,
  memory,
  memoryPresets,
  memoryScores,
} from './memory.ts'
