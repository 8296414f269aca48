/** Builds dist/: the WebAssembly kernels, then the TypeScript. Skips what is newer than its sources. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, globSync, mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

const run = (file: string, ...args: readonly string[]): void => {
  const { status } = spawnSync(process.execPath, [file, ...args], { stdio: 'inherit' })
  if (status !== 0) process.exit(1)
}
const changed = (path: string): number => statSync(path).mtimeMs

run('scripts/build-kernels.ts')

const stamp = 'dist/.built'
const sources = [...globSync('src/**/*.{ts,json}'), 'tsconfig.build.json', 'tsconfig.json', 'package-lock.json']
const newest = Math.max(...sources.map(changed))
if (!existsSync(stamp) || changed(stamp) < newest) {
  rmSync('dist', { recursive: true, force: true })
  run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json')
  for (const wasm of globSync('src/**/*.wasm')) {
    const target = wasm.replace(/^src/, 'dist')
    mkdirSync(dirname(target), { recursive: true })
    copyFileSync(wasm, target)
  }
  writeFileSync(stamp, '')
  utimesSync(stamp, new Date(), new Date(newest))
}
