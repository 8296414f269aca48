export type { ActGain, ActRow } from './_act-rows.ts'
export type { ArmRow } from './_arms.ts'
export type { RoundRow } from './_rounds.ts'
export { type RahReport, type RahRequest, rahStudy } from './study.ts'
