/** Compiles the AssemblyScript kernels to WebAssembly beside their folders; skips what is newer than its sources. */
import { existsSync, globSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { main } from 'assemblyscript/asc'

/** Sources, what they become, and the memory they work in. */
const kernels = [
  {
    source: 'src/models/kernels/assembly/index.ts',
    target: 'src/models/kernels/kernels.wasm',
    // 65,536 pages of 64 KiB are the 4 GiB that a 32-bit address reaches.
    memory: ['--enable', 'threads', '--importMemory', '--sharedMemory', '--maximumMemory', '65536', '--noExportMemory'],
  },
  {
    source: 'src/agents/memory/assembly/byte-scan.ts',
    target: 'src/agents/memory/byte-scan.wasm',
    memory: [],
  },
]
const changed = (path: string): number => statSync(path).mtimeMs

for (const { source, target, memory } of kernels) {
  const inputs = [...globSync(`${dirname(source)}/*.ts`), 'scripts/build-kernels.ts']
  if (existsSync(target) && inputs.every((path) => changed(path) <= changed(target))) continue
  const { error, stderr } = await main([
    source,
    ...['--outFile', target],
    ...['--optimizeLevel', '3', '--converge', '--noAssert', '--runtime', 'stub', '--initialMemory', '1'],
    ...['--enable', 'simd,relaxed-simd', ...memory],
  ])
  if (error) {
    process.stderr.write(`${stderr.toString()}\n${error.message}\n`)
    process.exit(1)
  }
  process.stdout.write(`${target}: ${statSync(target).size} bytes\n`)
}
