import { execFileSync } from 'node:child_process'
import { closeSync, existsSync, openSync, renameSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomStream } from '../src/random.ts'
import type { Measured } from './_measure.ts'

const rows = 20_000_000
const people = 138_493
const items = 26_744

/** How long does a CSV file of 20 million ratings take to become a data set, and how much memory? A process of its own. */
export async function table(): Promise<Measured[]> {
  const path = join(tmpdir(), 'tastemaker-bench-20m.csv')
  if (!existsSync(path)) writeRatings(path)
  const program = `
    const { readTable } = await import(${JSON.stringify(new URL('../src/data/index.ts', import.meta.url).href)})
    const { systemClock } = await import(${JSON.stringify(new URL('../src/clock.ts', import.meta.url).href)})
    const started = systemClock.elapsed()
    const { log } = await readTable(${JSON.stringify(path)})
    const took = (systemClock.elapsed() - started) / 1000
    const { user, system } = process.cpuUsage()
    process.stdout.write([log.length, took, (user + system) / 1e6, process.resourceUsage().maxRSS / 1024].join(' '))`
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
  const [length, took, processor, megabytes] = out.split(' ').map(Number) as [number, number, number, number]
  const what = `a CSV file of ${(length / 1e6).toFixed(0)} million ratings to a data set`
  const spent = `${took.toFixed(1)} s (${processor.toFixed(1)} s of processor)`
  return [
    { what, target: 'under 8 s', seen: spent, met: took < 8 },
    { what: `${what}: peak memory`, target: 'under 1.5 GB', seen: `${megabytes.toFixed(0)} MB`, met: megabytes < 1536 },
  ]
}

/** Writes made-up ratings in the shape of MovieLens 20M: grouped by person, by item within each, in no order of time. */
function writeRatings(path: string): void {
  const random = randomStream(1)
  const file = openSync(`${path}.part`, 'w')
  writeSync(file, 'userId,movieId,rating,timestamp\n')
  let text = ''
  for (let person = 0, row = 0; person < people; person++) {
    const until = Math.floor(((person + 1) * rows) / people)
    const count = until - row
    for (let place = 0; row < until; place++, row++) {
      // One item from each of as many parts of the catalogue: none twice, in ascending order.
      const item = 1 + Math.floor((place * items) / count) + random.int(Math.floor(items / count))
      const rating = 0.5 * (1 + Math.floor(random.next() * 10))
      text += `${person + 1},${item},${rating.toFixed(1)},${900_000_000 + Math.floor(random.next() * 500_000_000)}\n`
    }
    if (text.length > 1 << 22) {
      writeSync(file, text)
      text = ''
    }
  }
  writeSync(file, text)
  closeSync(file)
  renameSync(`${path}.part`, path)
}
