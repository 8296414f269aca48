import { defineCommand } from 'citty'
import type { Progress, PulledAsset } from '../assets/index.ts'
import { systemClock } from '../clock.ts'
import { onInterrupt } from './_interrupt.ts'
import { terminal } from './_terminal.ts'

/** `tastemaker pull NAME`: fetches real data by name, from the first road that answers. */
export const pullCommand = defineCommand({
  meta: { name: 'pull', description: 'Fetch real ratings by name; every file is checked by SHA-256' },
  args: {
    name: {
      type: 'positional',
      required: true,
      description: 'what to fetch, such as ml-100k; doctor lists what there is',
    },
    from: {
      type: 'string',
      valueHint: 'PATH|URL',
      description: 'take it from a folder, zip, wheel or address of your own',
    },
    force: { type: 'boolean', description: 'fetch again even when it is there' },
    json: { type: 'boolean', description: 'print one JSON document' },
  },
  run: async ({ args }) => {
    const { findAsset } = await import('../assets/index.ts')
    const pulled = await pullAsset(args.name, { ...(args.from ? { from: args.from } : {}), force: args.force ?? false })
    if (args.json) return terminal.print(JSON.stringify(pulled, null, 2))
    for (const { source, reason } of pulled.failed) terminal.note(`not from ${source}: ${reason}`)
    terminal.print(
      `${pulled.asset} ${pulled.cached ? 'was there already' : `came from ${pulled.source}`}, checked, in ${pulled.folder}`,
    )
    terminal.print(`licence: ${findAsset(pulled.asset).licence}`)
  },
})

/** Pulls one asset with progress and Ctrl-C. */
export async function pullAsset(name: string, options: { from?: string; force?: boolean }): Promise<PulledAsset> {
  const { assetHome, pull } = await import('../assets/index.ts')
  const interrupt = onInterrupt()
  try {
    return await pull(name, {
      ...options,
      home: assetHome(process.env),
      clock: systemClock,
      signal: interrupt.signal,
      onProgress: draw,
    })
  } finally {
    interrupt.release()
    terminal.stopProgress()
  }
}

function draw({ phase, file, done, total }: Progress): void {
  const megabytes = (count: number): number => Math.round(count / 1e5) / 10
  terminal.progress({ stage: `${phase} ${file}`, done: megabytes(done), total: megabytes(total ?? done), unit: 'MB' })
}
