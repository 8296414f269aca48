export { hashedText } from './memory/hashed-text.ts'
export {
  type Memory,
  type MemoryEntry,
  type MemoryOptions,
  type MemoryWeights,
  memory,
  memoryPresets,
  memoryScores,
} from './memory/memory.ts'
export { describePersona, type Persona, type PersonaSource, personas, type Taste } from './profile/persona.ts'
export {
  genreBreadth,
  itemMeans,
  percentile,
  type Trait,
  type TraitGroup,
  type Traits,
  type TraitTable,
  traitsOf,
} from './profile/traits.ts'
export { fitInterest, type Interest, interestOf, type TasteParts } from './taste/interest.ts'
export { fitTaste, type TasteModel, type UserTaste, userTaste } from './taste/taste.ts'
