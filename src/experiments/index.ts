export { type EvaluateRequest, type Evaluation, evaluate } from './evaluate.ts'
export type { OnProgress, Progress } from './progress.ts'
export { simulate } from './simulate.ts'
export type { SimulateRequest } from './simulate-request.ts'
