export {
  type Experiment,
  experimentOf,
  type PlannedRecommender,
  plannedRecommenders,
  readExperiment,
} from './experiment-file.ts'
export { type ExperimentRun, runExperiment } from './run-experiment.ts'
