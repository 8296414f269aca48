export { type TargetSeekerParts, targetSeeker } from './target-seeker.ts'
export type { SeekerOptions, SeekerParts, TellingSeeker, ToldWish } from './telling-seeker.ts'
export { drawTemperament, type Temperament, temperamentOf } from './temperament.ts'
export { type UtilitySeeker, type UtilitySeekerParts, utilitySeeker } from './utility-seeker.ts'
