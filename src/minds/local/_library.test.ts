import { describe, expect, it } from 'vitest'
import { importLibrary } from './_library.ts'

const failing = (message: string) => () =>
  Promise.reject(Object.assign(new Error(message), { code: 'ERR_MODULE_NOT_FOUND' }))

describe('importLibrary()', () => {
  it('importLibrary() names the package and how to install it where it is missing', async () => {
    await expect(importLibrary(failing("Cannot find package 'node-llama-cpp' imported from x"))).rejects.toMatchObject({
      code: 'llm/package',
      hint: 'npm install node-llama-cpp@3.21.1',
    })
  })

  it('importLibrary() passes on the failure of a package that is there and broken', async () => {
    await expect(importLibrary(failing("Cannot find package 'lifecycle-utils'"))).rejects.toThrow('lifecycle-utils')
  })
})
