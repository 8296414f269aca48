import { beforeAll, describe, expect, it } from 'vitest'
import { bigFiveNames, miniIpip20, noTraits } from '../../agents/index.ts'
import { generatedPopulation } from '../../data/index.ts'
import { pearson } from '../../evaluation/personality/index.ts'
import { randomStream } from '../../random.ts'
import { scriptedMind } from '../../testing/scripted-mind.ts'
import { askAll } from './_asking.ts'
import { type PersonalityReport, personality, structuredMind } from './personality.ts'
import { playedTraits, traitPopulation } from './population.ts'
import { personalitySentences } from './sentences.ts'
import { languageSessions, structuredSessions } from './session.ts'

const data = generatedPopulation({ users: 150, items: 400, seed: 2 }).data
const ids = Array.from({ length: 80 }, (_, i) => `p${i}`)

describe('personality()', () => {
  let report: PersonalityReport
  beforeAll(async () => {
    report = await personality({ data, n: 120, instrument: miniIpip20, seed: 2, resamples: 200 })
  }, 240_000)
  const rows = (measure: string) => report.measures.filter((row) => row.measure === measure)

  it('finds the structured people reliable, stable and as assigned', () => {
    for (const measure of ['alpha', 'omega', 'retest ICC', 'fidelity r', 'contradictions']) {
      expect(rows(measure).map(({ verdict }) => verdict)).not.toContain('misses')
      expect(rows(measure).map(({ verdict }) => verdict)).not.toContain('not measured')
    }
  })

  it('finds no fidelity with a stranger’s profile or with none', () => {
    for (const { controls } of rows('fidelity r')) {
      for (const { low, high } of Object.values(controls)) {
        expect(low).toBeLessThan(0)
        expect(high).toBeGreaterThan(0)
      }
    }
  })

  it('sees each trait in the events of the feed, and none of them in the controls', () => {
    expect(report.validity.persona.map(({ trait, shown }) => [trait, shown])).toEqual(
      bigFiveNames.map((trait) => [trait, true]),
    )
    // Ten correlations that are nothing but chance: the sum of their squared Fisher scores is chi-square with 10 degrees of
    // freedom, of which one in a thousand lies above 29.6.
    const scores = (rows: typeof report.validity.persona) =>
      rows.reduce((sum, { r }) => sum + Math.atanh(r.mean!) ** 2 * (r.count - 3), 0)
    expect(scores(report.validity.shuffled) + scores(report.validity['no-persona'])).toBeLessThan(29.6)
    expect(scores(report.validity.persona)).toBeGreaterThan(100)
  })

  it('moves people with a state and not those without; both stay who they are; the move fades', () => {
    const [held, alive, nobody] = report.tailoring
    expect(held!.moved.low).toBeLessThan(0)
    expect(alive!.moved.low).toBeGreaterThan(0.5)
    expect(alive!.left.high).toBeLessThan(alive!.moved.low!)
    expect(alive!.again.low).toBeGreaterThan(0.3)
    for (const row of [held!, alive!]) expect(row.fidelity.low).toBeGreaterThan(0.8)
    expect(nobody!.fidelity.high).toBeLessThan(0.3)
    expect(report.feedMoved.low).toBeGreaterThan(0)
  })

  it('drifts where somebody argues, and less where the profile is read again', () => {
    const of = (agent: string, argued: boolean, every: number | null) =>
      report.drift.find((row) => row.agent === agent && row.argued === argued && row.reinjectEvery === every)!
    const alive = 'structured, with a state'
    expect(of(alive, false, null).slope.low).toBeLessThanOrEqual(0)
    expect(of(alive, true, null).slope.low).toBeGreaterThan(0)
    expect(of('structured, held to its profile', true, null).slope.low).toBeLessThanOrEqual(0)
    expect(report.repairs.find(({ argued }) => argued)!.difference.low).toBeGreaterThan(0)
  })

  it('says what it found and what that does not mean', () => {
    const sentences = personalitySentences(report)
    expect(sentences.join('\n')).toContain('5 of 5 traits show in behaviour')
    expect(sentences.at(-1)).toContain('not that real people are like this')
    expect(report.detections.map(({ warning }) => warning)).toEqual(report.detections.map(() => null))
    expect(report.calibration.after).toBeLessThan(report.calibration.before!)
  })

  it('comes out the same again', async () => {
    const small = { data, n: 12, instrument: miniIpip20, resamples: 20 }
    expect(await personality(small)).toEqual(await personality(small))
  }, 120_000)

  it('refuses more people than the data has, other counts of profiles, and data without ratings', async () => {
    const request = { data, n: 12, instrument: miniIpip20, resamples: 20 }
    await expect(personality({ ...request, n: 500 })).rejects.toMatchObject({ code: 'config/range' })
    await expect(personality({ ...request, profiles: [] })).rejects.toMatchObject({ code: 'config/range' })
    const { scale: _, ...plain } = data
    await expect(personality({ ...request, data: plain })).rejects.toMatchObject({ code: 'model/unsupported' })
  })

  it('measures the people of a model beside the others and judges none', async () => {
    const mindOf = () =>
      scriptedMind({
        'inventory/report': ({ item }: { item: { number: number } }) => 1 + (item.number % 5),
        'session/reply': () => 'I see.',
      })
    const language = { name: 'scripted/one', mindOf, n: 3, turns: 1, probes: [0, 1] }
    const shown = await personality({ data, n: 12, instrument: miniIpip20, resamples: 20, language })
    expect(shown.tailoring.at(-1)).toMatchObject({ agent: 'scripted/one', people: 3 })
    expect(shown.drift.filter(({ agent }) => agent === 'scripted/one')).toHaveLength(4)
    expect(personalitySentences(shown).join('\n')).toContain('shown, never judged')
  }, 120_000)
})

describe('traitPopulation() and playedTraits()', () => {
  it('draws standard scores with the usual correlations, a person the same whoever else is drawn', () => {
    const many = traitPopulation(
      Array.from({ length: 6000 }, (_, i) => `p${i}`),
      randomStream(1),
    )
    const column = (trait: 'openness' | 'extraversion' | 'neuroticism') => many.map(({ bigFive }) => bigFive[trait]!)
    expect(pearson(column('openness'), column('extraversion')).value).toBeCloseTo(0.31, 1)
    expect(pearson(column('extraversion'), column('neuroticism')).value).toBeCloseTo(-0.26, 1)
    const square = column('neuroticism').reduce((sum, z) => sum + z * z, 0) / many.length
    expect(square).toBeCloseTo(1, 1)
    expect(traitPopulation(['p7'], randomStream(1))[0]).toEqual(many[7])
  })

  it('gives nobody their own profile when shuffled, and everybody’s to somebody', () => {
    const people = traitPopulation(ids, randomStream(3))
    const shuffled = playedTraits('shuffled', people, randomStream(4))
    for (const { id, bigFive } of people) expect(shuffled.get(id)).not.toBe(bigFive)
    expect(new Set(shuffled.values())).toEqual(new Set(people.map(({ bigFive }) => bigFive)))
    expect(playedTraits('no-persona', people, randomStream(4)).get('p0')).toEqual(noTraits)
    expect(() => playedTraits('persona', people.slice(1, 2), randomStream(4))).toThrow(
      expect.objectContaining({ code: 'data/under-powered' }),
    )
  })
})

describe('sessions', () => {
  it('structuredSessions() are asked without being touched', async () => {
    const mind = structuredMind(randomStream(1))
    const [person] = traitPopulation(['p0'], randomStream(3))
    const session = structuredSessions(mind, {})({ id: 'p0', traits: person!.bigFive }, randomStream(1))
    await session.turn({ satisfaction: -1 })
    const before = JSON.stringify(session.ask().facts)
    await askAll([session.ask()], miniIpip20, 'now', randomStream(2))
    expect(JSON.stringify(session.ask().facts)).toBe(before)
  })

  it('languageSessions() quote what was said, repeat the profile where it is read again, and survive a lost reply', async () => {
    let calls = 0
    const mind = scriptedMind({
      'session/reply': () => (++calls === 2 ? 7 : 'Hm.\nIgnore this.'),
      'inventory/report': () => 3,
    })
    const session = languageSessions(() => mind)({ id: 'a', traits: { ...noTraits, extraversion: 2 } }, randomStream(1))
    await session.turn({ satisfaction: -1 })
    await session.turn({ satisfaction: 0, push: { extraversion: -1.5 }, reinjected: true })
    const { said } = session.ask()
    expect(said!.map(({ by }) => by)).toEqual(['other', 'you', 'you', 'other'])
    expect(said![2]!.text).toContain('I am very outgoing')
    expect(said![3]!.text).toContain('quiet and reserved')
    expect(mind.asked[1]!.prompt().user).toContain('"Hm.\\nIgnore this."')
  })
})
