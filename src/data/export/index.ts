export { type ExportedFile, type ExportOptions, type ExportResult, exportDataset } from './export-dataset.ts'
export { type ExportFormat, type ExportFormatName, exportFormats } from './formats.ts'
