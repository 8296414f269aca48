export { checkedDocument, checkedDocumentIfAny } from './checked-document.ts'
export { type RunEvent, runEvent } from './events.ts'
export {
  createRun,
  type RunWriter,
  readDocument,
  readDocumentIfAny,
  readEvents,
  readManifest,
  writeDocument,
} from './folder.ts'
export { type RunLedger, runLedger } from './ledger.ts'
export { RUN_VERSION, type RunManifest, runManifest } from './manifest.ts'
export { mindCard } from './mind-card.ts'
export { type RunProgress, runProgress } from './progress.ts'
