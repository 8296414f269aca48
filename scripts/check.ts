/**
 * The one gate: every check in order, each with its time; the first failure ends it. `--except tests` leaves the tests to whoever runs
 * them next.
 */
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { parseArgs } from 'node:util'

const bin = (name: string): string => `node_modules/.bin/${name}`
const steps: readonly (readonly [string, string, readonly string[]])[] = [
  ['build', process.execPath, ['scripts/build.ts']],
  ['format and lint', bin('biome'), ['check', '--error-on-warnings', '.']],
  ['types', bin('tsc'), ['--noEmit']],
  ['import direction', process.execPath, ['scripts/check-imports.ts']],
  ['size, docstrings, READMEs', process.execPath, ['scripts/check-source.ts']],
  ['unused exports', bin('knip'), ['--no-progress']],
  ['package', bin('publint'), ['--strict']],
  ['tests', bin('vitest'), ['run']],
  ...globSync('examples/*.ts')
    .sort()
    .map((file) => [`example ${file}`, process.execPath, [file]] as const),
]

const { values } = parseArgs({ options: { except: { type: 'string' } } })
if (values.except !== undefined && !steps.some(([name]) => name === values.except)) {
  process.stderr.write(`There is no check "${values.except}". They are: ${steps.map(([name]) => name).join(', ')}.\n`)
  process.exit(1)
}

for (const [name, command, args] of steps) {
  if (name === values.except) {
    process.stdout.write(`\n== ${name}: left out\n`)
    continue
  }
  const started = performance.now()
  process.stdout.write(`\n== ${name}\n`)
  const { status } = spawnSync(command, args, { stdio: 'inherit' })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  if (status !== 0) {
    process.stderr.write(`\nThe gate stopped at "${name}" after ${seconds} s.\n`)
    process.exit(1)
  }
  process.stdout.write(`== ${name}: ${seconds} s\n`)
}
process.stdout.write('\nThe gate is open.\n')
