import { describe, expect, it } from 'vitest'
import { loadDataset } from '../../data/index.ts'
import { parseMetric } from '../../evaluation/index.ts'
import { published, reproduce } from './index.ts'

const data = loadDataset('generated:users=150,items=120', { home: '' })

describe('published', () => {
  it('has a number or null for each metric of each row, a metric that is known, and a way to run or a reason', () => {
    expect(new Set(published.map(({ id }) => id)).size).toBe(published.length)
    for (const { id, metrics, rows, run, why } of published) {
      for (const row of rows) expect(row, id).toHaveLength(metrics.length + 1)
      for (const metric of metrics) if (metric !== 'rmse') expect(parseMetric(metric).k, id).not.toBeNull()
      expect(run === undefined, id).toBe(why !== undefined)
      const names = rows.map(([name]) => name)
      for (const [name] of run?.models ?? []) if (name !== '') expect(names, id).toContain(name)
    }
  })
})

describe('reproduce()', () => {
  it('refuses data that the table was not made on, with the counts', async () => {
    await expect(reproduce('surprise-ml-100k', await data)).rejects.toMatchObject({
      code: 'experiment/protocol',
      message: expect.stringMatching(/150 people in place of 943/),
    })
  })

  it('refuses a table whose protocol cannot be followed, with the reason', async () => {
    await expect(reproduce('ncf-ml-1m', await data)).rejects.toMatchObject({
      code: 'experiment/protocol',
      message: expect.stringMatching(/candidates are drawn/),
    })
  })

  it('names the nearest table for one that is not there', async () => {
    await expect(reproduce('suprise-ml-100k', await data)).rejects.toMatchObject({ hint: /surprise-ml-100k/ })
  })
})
