/** The one gate: every check in order, each with its time; the first failure ends it. */
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'

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

for (const [name, command, args] of steps) {
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
