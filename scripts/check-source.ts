/** House rules no other tool knows: file size, docstrings on exports, READMEs, no hidden clock, chance or terminal. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const tracked = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', 'src', 'scripts', 'examples', 'benchmarks'],
  {
    encoding: 'utf8',
  },
)
const files = tracked.split('\n').filter((file) => file.endsWith('.ts') && existsSync(file))
const problems: string[] = []
const report = (file: string, line: number, problem: string): void => {
  problems.push(`${file}:${line} ${problem}`)
}

const AMBIENT: readonly (readonly [RegExp, string, readonly string[]])[] = [
  [/\bMath\.random\b/, 'Math.random: take a RandomStream argument instead', ['src/random.ts']],
  [/\bDate\.now\b|\bperformance\.now\b|new Date\(\)/, 'hidden clock: take a Clock argument instead', ['src/clock.ts']],
  [
    /\bprocess\.(stdout|stderr|env|exit|on)\b/,
    'process belongs to the edge: the command line and src/edge.ts',
    ['src/edge.ts'],
  ],
]

for (const file of files) {
  const lines = readFileSync(file, 'utf8').split('\n')
  const isTest = /\.test(-job|-parts)?\.ts$/.test(file)
  const cap = isTest ? 600 : 400
  if (lines.length > cap) report(file, lines.length, `is longer than ${cap} lines: a design question, not a split`)
  if (isTest || !file.startsWith('src/') || file.includes('/assembly/')) continue
  for (const [index, line] of lines.entries()) {
    if (!file.startsWith('src/cli/')) {
      for (const [pattern, problem, allowed] of AMBIENT) {
        const code = line.replace(/^\s*(\/?\*|\/\/).*/, '')
        if (pattern.test(code) && !allowed.includes(file)) report(file, index + 1, problem)
      }
    }
    if (
      /^export (async )?(function|const|class|interface|type|abstract)\b/.test(line) &&
      !line.startsWith('export type {') &&
      !line.startsWith('export type *')
    ) {
      const above = lines[index - 1]?.trim() ?? ''
      const overload = /^export (async )?function/.test(above)
      if (!above.endsWith('*/') && !overload)
        report(file, index + 1, `export without a docstring: ${line.slice(0, 60)}`)
    }
  }
}

const folders = new Set(
  files.filter((file) => file.startsWith('src/')).map((file) => file.split('/').slice(0, 2).join('/')),
)
for (const folder of folders) {
  if (folder.endsWith('.ts')) continue
  const readme = `${folder}/README.md`
  if (!existsSync(readme)) report(folder, 0, 'has no README.md')
  else if (readFileSync(readme, 'utf8').trimEnd().split('\n').length > 30) report(readme, 31, 'is longer than 30 lines')
}

for (const problem of problems) process.stderr.write(`${problem}\n`)
process.stdout.write(`source: ${files.length} files, ${problems.length} problems\n`)
if (files.length === 0 || problems.length > 0) process.exit(1)
