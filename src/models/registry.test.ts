import { describe, expect, it } from 'vitest'
import { randomStream } from '../random.ts'
import { twoGroups } from '../testing/two-groups.ts'
import { loadModel, modelByName, models } from './registry.ts'

describe('modelByName()', () => {
  it('modelByName() makes every model, of the family that the list says', () => {
    for (const [name, { family, summary }] of Object.entries(models)) {
      expect(modelByName(name)).toMatchObject({ name, family })
      expect(summary.length).toBeGreaterThan(10)
    }
  })

  it('modelByName() reads options, and the name it gives makes the same model again', () => {
    const { name } = modelByName('item-knn: shrinkage=20, neighbours=30')
    expect(name).toBe('item-knn:neighbours=30,shrinkage=20')
    expect(modelByName(name).name).toBe(name)
    expect(modelByName('ease:lambda=300').name).toBe('ease')
  })

  it('modelByName() names the nearest model and option for one that does not exist', () => {
    expect(() => modelByName('eaze')).toThrow(
      expect.objectContaining({ code: 'config/unknown-name', hint: 'Did you mean ease?' }),
    )
    expect(() => modelByName('ease:lamda=3')).toThrow(
      expect.objectContaining({ code: 'config/unknown-name', hint: 'Did you mean lambda?' }),
    )
  })

  it('modelByName() says the value and the allowed range of a bad option', () => {
    expect(() => modelByName('ease:lambda=0')).toThrow(
      expect.objectContaining({
        code: 'config/option',
        message: 'Option "lambda" of ease must be a number above 0 up to 1000000, got "0".',
      }),
    )
    expect(() => modelByName('item-knn:neighbours=2.5')).toThrow(/whole number from 1 up to 10000, got "2.5"/)
  })
})

describe('loadModel()', () => {
  it('loadModel() refuses a state of another version or without its arrays', async () => {
    const fitted = await modelByName('popularity').fit(twoGroups(), { random: randomStream(1), threads: 1 })
    const state = fitted.save()
    expect(() => loadModel({ ...state, version: 2 })).toThrow(expect.objectContaining({ code: 'model/state' }))
    expect(() => loadModel({ ...state, arrays: {} })).toThrow(expect.objectContaining({ code: 'model/state' }))
  })

  it('a fit on data without rows is refused', async () => {
    const nothing = { ...twoGroups(), log: { ...twoGroups().log, length: 0 } }
    for (const name of Object.keys(models)) {
      const fitting = modelByName(name).fit(nothing, { random: randomStream(1), threads: 1 })
      await expect(fitting).rejects.toMatchObject({ code: expect.stringMatching(/no-training|unsupported/) })
    }
  })
})
