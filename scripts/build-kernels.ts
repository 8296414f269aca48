/** Compiles the AssemblyScript kernels to src/models/kernels/kernels.wasm; skips when that is newer than its sources. */
import { existsSync, globSync, statSync } from 'node:fs'
import { main } from 'assemblyscript/asc'

const folder = 'src/models/kernels'
const target = `${folder}/kernels.wasm`
const inputs = [...globSync(`${folder}/assembly/*.ts`), 'scripts/build-kernels.ts']
const changed = (path: string): number => statSync(path).mtimeMs

if (!existsSync(target) || inputs.some((path) => changed(path) > changed(target))) {
  const { error, stderr } = await main([
    `${folder}/assembly/index.ts`,
    ...['--outFile', target],
    ...['--optimizeLevel', '3', '--converge', '--noAssert', '--runtime', 'stub'],
    ...['--enable', 'simd,relaxed-simd,threads'],
    // 65,536 pages of 64 KiB are the 4 GiB that a 32-bit address reaches.
    ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536', '--noExportMemory'],
  ])
  if (error) {
    process.stderr.write(`${stderr.toString()}\n${error.message}\n`)
    process.exit(1)
  }
  process.stdout.write(`${target}: ${statSync(target).size} bytes\n`)
}
