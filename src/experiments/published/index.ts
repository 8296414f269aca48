export { type PublishedRun, type PublishedTable, published, type Standing } from './published.ts'
export { publishedTable, type ReproducedRow, type Reproduction, reproduce } from './reproduce.ts'
