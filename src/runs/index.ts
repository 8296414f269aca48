export { type RunEvent, runEvent } from './events.ts'
export { createRun, type RunWriter, readDocument, readEvents, readManifest } from './folder.ts'
export { RUN_VERSION, type RunManifest, runManifest } from './manifest.ts'
