export { ageBandOf, ageBands } from './age-band.ts'
export { type AlignedProfilesOptions, alignedProfiles } from './align/aligned.ts'
export { attributesOf, dataPopulation, demographicsOf, type PersonAttributes } from './align/data-population.ts'
export {
  activityQuantiles,
  type CategoryCounts,
  categoryCounts,
  conformitySlopes,
  priceSensitivities,
} from './align/log-statistics.ts'
export { type BigFiveScores, bigFiveSource, usualTraitCorrelations } from './generate/big-five.ts'
export {
  type DispositionLoadings,
  type Dispositions,
  drawDispositions,
  explainedVariance,
  type TraitLoadings,
  usualLoadings,
} from './generate/dispositions.ts'
export { type GeneratedProfilesOptions, generatedProfiles, type ProfileSource } from './generate/generated.ts'
export { inventHandle } from './generate/handle.ts'
export {
  type MixedPopulation,
  mixedProfiles,
  type ProfileRoute,
  profileRoutes,
  usualMix,
} from './generate/mixed.ts'
export { standardPopulation } from './generate/standard-population.ts'
export { drawTaste, type TasteModel, tasteModel } from './generate/taste-model.ts'
export { handcrafted, handcraftedPerson } from './handcrafted/handcrafted.ts'
export { type ImportedPersonas, importPersonas, type PersonaManifest } from './import/import-personas.ts'
export {
  type AttributeConstraint,
  type AttributePolicy,
  type AttributeRule,
  drawAttributes,
  quotaAttributes,
} from './joint/attribute-policy.ts'
export { fitJoint, type JointFit, type JointFitOptions } from './joint/fit-joint.ts'
export { integerise } from './joint/integerise.ts'
export { type Attribute, drawCell, type Joint, jointOf, marginalOf, valuesOfCell } from './joint/joint.ts'
export { describePersona, type Persona, type PersonaSource, personas, type Taste } from './persona.ts'
export {
  type BigFiveName,
  bigFiveNames,
  type DispositionName,
  dispositionNames,
  entropyOf,
  PROFILE_VERSION,
  type Profile,
  profileJsonSchema,
  profileSchema,
} from './profile.ts'
export { type LineProblem, type ProfileLines, readProfileLines } from './profile-lines.ts'
export { type ProfileProblem, profileProblems, readProfile } from './profile-problems.ts'
export { type ProtectedField, type PublicProfile, protectedFields, publicProfile } from './public-profile.ts'
export { conditionalEntropy } from './quality/conditional-entropy.ts'
export { correctedCramersV, cramersV } from './quality/cramers-v.ts'
export { duplicateRate, refuseDuplicates } from './quality/duplicates.ts'
export { type PopulationQuality, populationQuality, type QualityReference } from './quality/population-quality.ts'
export { totalVariation } from './quality/total-variation.ts'
export { checkProfileText, repairProfileText, type TextFinding } from './text/check-profile-text.ts'
export { describeProfile, type ProfileClause, type ProfileText } from './text/describe-profile.ts'
export {
  type ExtendableField,
  type ExtendedProfile,
  type ExtendProfileFacts,
  extendableFields,
  extendProfile,
} from './text/extend-profile.ts'
export {
  type WordedProfile,
  type WordProfileFacts,
  type WordProfileQuestion,
  wordProfile,
  wordProfileQuestion,
} from './text/word-profile.ts'
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
