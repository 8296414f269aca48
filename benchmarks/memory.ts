import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Measured } from './_measure.ts'

/** How much memory does a whole run take, threads included? Peak resident size of a process of its own. */
export async function memory(): Promise<Measured[]> {
  const out = await mkdtemp(join(tmpdir(), 'tastemaker-bench-'))
  const program = `
    const { simulate } = await import(${JSON.stringify(new URL('../dist/index.js', import.meta.url).href)})
    const { ratings } = await import(${JSON.stringify(new URL('./_measure.ts', import.meta.url).href)})
    const recommenders = ['random', 'popularity', 'item-knn', 'transition', 'ease']
    await simulate({ data: await ratings(), recommenders, out: ${JSON.stringify(out)}, viewers: 500, workers: 2 })
    process.stdout.write(String(process.resourceUsage().maxRSS))`
  const kilobytes = Number(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }))
  await rm(out, { recursive: true })
  const megabytes = kilobytes / 1024
  return [
    {
      what: 'memory of a run: 500 viewers, 5 recommenders, 2 threads',
      target: 'under 400 MB',
      seen: `${megabytes.toFixed(0)} MB`,
      met: megabytes < 400,
    },
  ]
}
