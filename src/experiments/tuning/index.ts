export {
  checkSearchSpace,
  nameOf,
  type SearchSpace,
  type Setting,
  searchSpaceSchema,
  settingsOf,
} from './search-space.ts'
export { openTrials, type Trial, type TrialLog, trialsInMemory } from './trial-log.ts'
export { type Tuned, type TuneRequest, tune } from './tune.ts'
