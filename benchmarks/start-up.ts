import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type Measured, median, seconds, spread } from './_measure.ts'

/** How long does the command line take to say what it can do, and the library to be imported? */
export async function startUp(): Promise<Measured[]> {
  const bin = fileURLToPath(new URL('../bin/tastemaker.js', import.meta.url))
  const library = new URL('../dist/index.js', import.meta.url).href
  const node = (...args: readonly string[]) => execFileSync(process.execPath, args, { stdio: 'ignore' })
  const help = await seconds(5, () => node(bin, '--help'))
  const bare = median(await seconds(5, () => node('-e', '0')))
  const whole = await seconds(5, () => node('--input-type=module', '-e', `import ${JSON.stringify(library)}`))
  const imported = whole.map((time) => Math.max(0, time - bare))
  return [
    { what: 'tastemaker --help', target: 'under 0.3 s', seen: spread(help), met: median(help) < 0.3 },
    {
      what: 'importing tastemaker, beyond Node itself',
      target: 'under 0.15 s',
      seen: spread(imported),
      met: median(imported) < 0.15,
    },
  ]
}
