/** Import direction, by dependency-cruiser; a run that read no module is a failure, not a success. */
import { execFileSync } from 'node:child_process'

interface Cruise {
  readonly modules: readonly { readonly source: string; readonly dependencies: readonly unknown[] }[]
  readonly summary: {
    readonly violations: readonly {
      readonly from: string
      readonly to: string
      readonly rule: { readonly name: string }
    }[]
  }
}

const cruise = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'
const printed = execFileSync(
  process.execPath,
  [cruise, 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
  {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  },
)
const { modules, summary } = JSON.parse(printed) as Cruise
const own = modules.filter((module) => module.source.startsWith('src/'))
const arrows = own.reduce((total, module) => total + module.dependencies.length, 0)
for (const { from, to, rule } of summary.violations) process.stderr.write(`${rule.name}: ${from} -> ${to}\n`)
process.stdout.write(`imports: ${own.length} modules, ${arrows} imports, ${summary.violations.length} violations\n`)
if (own.length === 0 || arrows === 0) {
  process.stderr.write('No module or import was read: the check itself is broken.\n')
  process.exit(1)
}
if (summary.violations.length > 0) process.exit(1)
