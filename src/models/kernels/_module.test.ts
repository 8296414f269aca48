import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { compileKernels } from './_module.ts'

describe('compileKernels()', () => {
  it('compileKernels() says how to build kernels that are missing', () => {
    const missing = new URL('./nowhere.wasm', import.meta.url)
    const refusal = { code: 'model/state', hint: 'npm run build' }
    expect(() => compileKernels(missing)).toThrow(expect.objectContaining(refusal))
  })
})

describe('kernels()', () => {
  it('kernels() lets a process end while its workers wait', () => {
    const script = `
      import { kernels } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)}
      const ones = new Float32Array(160 * 160).fill(1)
      console.log(kernels({ threads: 2 }).gemm(ones, ones, { m: 160, k: 160, n: 160 })[25599])`
    const args = ['--input-type=module', '--eval', script]
    expect(execFileSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000 }).trim()).toBe('160')
  })
})
