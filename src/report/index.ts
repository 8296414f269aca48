export type { ReportVisit } from './_sections/visits.ts'
export { type ReportInput, reportHtml } from './report.ts'
export { writeReport } from './write-report.ts'
