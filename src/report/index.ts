export { type Verdict, verdict } from './_sections/verdict.ts'
export type { ReportVisit } from './_sections/visits.ts'
export { type ReportInput, reportHtml } from './report.ts'
export { writeReport } from './write-report.ts'
