export * from './agent-society/index.ts'
export { passHatK, type TrialCount } from './pass-hat-k.ts'
export * from './tau-rec/index.ts'
