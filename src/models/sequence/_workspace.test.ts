import { expect, it } from 'vitest'
import { kernels } from '../kernels/index.ts'
import { Workspace } from './_workspace.ts'

it('Workspace hands out arrays that do not touch, and the same memory again once cleared', () => {
  const workspace = new Workspace(kernels())
  const arrays = [3, 5_000_000, 17, 0, 1].map((length) => workspace.take(length))
  for (const [n, array] of arrays.entries()) array.fill(n)
  expect(arrays.map((array) => array.length)).toEqual([3, 5_000_000, 17, 0, 1])
  for (const [n, array] of arrays.entries()) expect(array.every((value) => value === n)).toBe(true)
  workspace.clear()
  expect(workspace.take(3)).toEqual(arrays[0])
  expect(workspace.take(3).byteOffset % 64).toBe(0)
  workspace.release()
})
