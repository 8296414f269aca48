import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDataset, splitByName } from '../src/data/index.ts'
import type { Dataset, Mind } from '../src/domain/index.ts'
import { readSimulation, type TrustVerdict } from '../src/evaluation/index.ts'
import { type MindOf, type SimulateRequest, simulate } from '../src/experiments/index.ts'
import { randomStream } from '../src/random.ts'

/*
 * Simulations that must not be believed, planted on purpose and run like any other: the trust panel has to say so.
 */

let folder = ''
let data: Dataset
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tastemaker-planted-'))
  data = await loadDataset('generated:users=150,items=120', { home: '' })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function verdicts(name: string, changes: Partial<SimulateRequest>): Promise<Record<string, TrustVerdict>> {
  const out = join(folder, name)
  const recommenders = ['random', 'popularity', 'item-knn']
  await simulate({ data, recommenders, out, viewers: 120, workers: 1, ...changes })
  const { trust } = await readSimulation(out)
  return Object.fromEntries(trust.verdicts.map((verdict) => [verdict.question, verdict]))
}

/** Answers "does it fit?" by a rule, everything else by the fitted utility. */
const fitsBy =
  (rule: (user: string, facts: { card: { id: string }; position: number }) => boolean): MindOf =>
  ({ user }, utility) => {
    const choose: Mind['choose'] = async (question, options) => {
      if (question.type !== 'agent4rec/align') return utility.choose(question, options)
      const yes = rule(user, question.facts as never)
      return { picked: options[yes ? 0 : 1]!, probabilities: [Number(yes), Number(!yes)] }
    }
    return { ...utility, choose }
  }

describe('the trust panel', () => {
  it('refuses a viewer that clicks the first item', async () => {
    const { recommender } = await verdicts('first', { mind: fitsBy((_, { position }) => position === 0) })
    expect(recommender).toMatchObject({ verdict: 'refuse' })
    expect(recommender!.findings.map(({ rule }) => rule)).toContain('place on the page')
  })

  it('refuses a viewer that knows the test labels', async () => {
    const { test } = splitByName('three-way', data, randomStream(1, 'simulate').split('split'))
    const held = new Set(
      Array.from(test.log.user, (user, row) => `${data.users.ids[user]}/${data.items.ids[test.log.item[row]!]}`),
    )
    const { recommender } = await verdicts('oracle', {
      mind: fitsBy((user, { card }) => held.has(`${user}/${card.id}`)),
    })
    expect(recommender).toMatchObject({ verdict: 'refuse' })
    expect(recommender!.findings.map(({ rule }) => rule)).toContain('too good to be true')
  })

  it('does not trust a recommender of the viewers’ own family', async () => {
    const { recommender } = await verdicts('kin', { recommenders: ['random', 'popularity', 'ials'] })
    expect(recommender!.verdict).not.toBe('supported')
    expect(recommender!.findings.map(({ rule }) => rule)).toContain('kinship')
  })

  it('refuses to compare recommenders by too few viewers', async () => {
    const { recommender } = await verdicts('few', {
      viewers: 8,
      controlViewers: 8,
      recommenders: ['popularity', 'item-knn'],
    })
    expect(recommender).toMatchObject({ verdict: 'refuse' })
    expect(recommender!.findings.map(({ rule }) => rule)).toContain('number of viewers')
  })

  it('never supports how long an assumed viewer stays', async () => {
    const { stay } = await verdicts('fair', {})
    expect(stay!.verdict).not.toBe('supported')
  })
})
