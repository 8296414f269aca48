export { describePersona, type Persona, type PersonaSource, personas, type Taste } from './persona.ts'
export {
  genreBreadth,
  itemMeans,
  percentile,
  type Trait,
  type TraitGroup,
  type Traits,
  type TraitTable,
  traitsOf,
} from './traits.ts'
