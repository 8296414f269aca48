import { defineCommand } from 'citty'
import { dataFrom } from './_data.ts'
import { onInterrupt } from './_interrupt.ts'
import { terminal } from './_terminal.ts'
import { printTables } from './simulate.ts'

/** `tastemaker replay`: a finished run again from its journal, without a model; prints the same tables. */
export const replayCommand = defineCommand({
  meta: { name: 'replay', description: 'Run a finished simulation again from its journal; no model, no network' },
  args: {
    folder: { type: 'positional', required: true, description: 'a finished run folder', valueHint: 'FOLDER' },
    json: { type: 'boolean', description: 'print one JSON document' },
  },
  run: async ({ args }) => {
    const { replay, requestOf } = await import('../experiments/index.ts')
    const { dataFlags } = await requestOf(args.folder)
    const interrupt = onInterrupt()
    try {
      const data = await dataFrom(dataFlags as { data: string })
      const found = await replay(args.folder, { data, signal: interrupt.signal, onProgress: terminal.progress })
      terminal.stopProgress()
      await printTables(args.folder, args.json ?? false)
      terminal.note(
        found.identical
          ? `replayed: every event came out the same (sha256 ${found.events.kept.slice(0, 16)}…)`
          : `replayed: the events differ (${found.events.kept.slice(0, 16)}… is kept, ${found.events.again.slice(0, 16)}… came out). Another version or machine may round otherwise.`,
      )
      if (!found.identical) process.exitCode = 1
    } finally {
      interrupt.release()
      terminal.stopProgress()
    }
  },
})
