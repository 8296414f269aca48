export { type EvaluateRequest, type Evaluation, evaluate } from './evaluate.ts'
export type { OnProgress, Progress } from './progress.ts'
export { type SimulateRequest, simulate } from './simulate.ts'
