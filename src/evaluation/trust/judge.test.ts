import { describe, expect, it } from 'vitest'
import type { JobResult, MindCard } from '../../domain/index.ts'
import { evidenceOf, fair, rightWith } from './_planted.ts'
import type { Evidence } from './evidence.ts'
import { judge } from './judge.ts'
import { rules } from './rules.ts'
import { trustOf, untold } from './trust.ts'
import { type TrustQuestion, trustQuestions } from './verdict.ts'

/** The fair run; most tests change one thing in it. */
const base = evidenceOf()
const about = (question: TrustQuestion, evidence: Evidence) => judge(evidence).find((one) => one.question === question)!
/** What one rule says on the first question. */
const found = (rule: string, evidence: Evidence) =>
  about('recommender', evidence).findings.find((finding) => finding.rule === rule)

describe('judge() on a fair run', () => {
  it('supports the order of the recommenders, with the difference and what could have been found', () => {
    const { verdict, reason, detectable } = about('recommender', base)
    expect(verdict).toBe('supported')
    expect(reason).toMatch(
      /Among equally popular rivals the viewers are right in 6\d\.\d% of their answers, popularity in/,
    )
    expect(reason).toMatch(/ease is ahead of item-knn by 0\.\d\d points \(95% interval 0\.\d\d to 0\.\d\d\), more than/)
    expect(detectable).toMatchObject({ unit: 'points of satisfaction', value: expect.closeTo(0.38, 1) })
  })

  it('supports the stars, and never more than cautions about stay and narrowing', () => {
    const verdicts = judge(base)
    expect(verdicts.map(({ question, verdict }) => [question, verdict])).toEqual([
      ['recommender', 'supported'],
      ['stay', 'caution'],
      ['stars', 'supported'],
      ['narrowing', 'caution'],
    ])
    expect(verdicts.map(({ question }) => question)).toEqual(Object.keys(trustQuestions))
    expect(verdicts.every(({ detectable }) => detectable!.value > 0)).toBe(true)
  })

  it('is pure: the same evidence gives the same verdicts', () => {
    expect(judge(evidenceOf())).toEqual(judge(base))
  })
})

describe('judge() on planted failures', () => {
  it('refuses viewers that take the first item of a page and nothing else', () => {
    const clicker = evidenceOf({ answers: (place) => place === 0, yesByPlace: [1, 0, 0, 0] })
    const { verdict, reason, findings } = about('recommender', clicker)
    expect(verdict).toBe('refuse')
    expect(reason).toContain(
      'The viewers go by the place on the page, not by the item: 100% of the items that get a yes',
    )
    expect(findings.filter(({ judgement }) => judgement === 'refuse').map(({ rule }) => rule)).toEqual([
      'taste',
      'place on the page',
    ])
  })

  it.each([
    ['every label', rightWith(1)],
    ['nine labels in ten', rightWith(0.95)],
    ['some labels', rightWith(0.78)],
  ])('refuses viewers that know %s, and their stars too', (_, answers) => {
    const { verdict, reason } = about('recommender', evidenceOf({ answers }))
    expect(verdict).toBe('refuse')
    expect(reason).toContain('as if they knew the held-out events')
    expect(about('stars', evidenceOf({ answers })).verdict).toBe('refuse')
  })

  it('refuses when a recommender of the viewers’ family wins, and when it is what the winner is measured against', () => {
    const wins = about('recommender', evidenceOf({ satisfaction: { popularity: 5, ease: 5.6, ials: 6.4 } }))
    expect(wins.verdict).toBe('refuse')
    expect(wins.reason).toContain('ials and the viewers both learn by factorisation: it is judged by its kin.')
    const next = about('recommender', evidenceOf({ satisfaction: { popularity: 5, ials: 5.6, ease: 6.4 } }))
    expect(next.verdict).toBe('refuse')
    const last = evidenceOf({ satisfaction: { ials: 5, popularity: 5.6, ease: 6.4 } })
    expect(about('recommender', last).verdict).toBe('caution')
    expect(found('kinship', last)?.says).toContain('Leave its comparisons out.')
  })

  it('refuses with too few viewers, whatever they found', () => {
    const { verdict, findings } = about('recommender', evidenceOf({ people: 12 }))
    expect(verdict).toBe('refuse')
    expect(findings.find(({ rule }) => rule === 'number of viewers')?.says).toContain('12 viewers are too few')
  })

  it('refuses an open question when not even a medium difference would have been found, and else cannot tell', () => {
    const level = { ...fair.satisfaction, 'item-knn': 6.2 }
    expect(found('number of viewers', evidenceOf({ people: 30, satisfaction: level }))).toMatchObject({
      judgement: 'refuse',
      says: expect.stringMatching(
        /no difference can be told.*30 viewers are too few: they find a difference only from/,
      ),
    })
    expect(found('number of viewers', evidenceOf({ satisfaction: level }))).toMatchObject({
      judgement: 'caution',
      says: expect.stringMatching(
        /^Between .* no difference can be told.*150 viewers would find one of 0\.\d\d four times in five\.$/,
      ),
    })
  })

  it('cautions of a difference that is told but smaller than such a run finds reliably', () => {
    const slight = { ...fair.satisfaction, 'item-knn': 5.93 }
    expect(found('number of viewers', evidenceOf({ satisfaction: slight }))).toMatchObject({
      judgement: 'caution',
      says: expect.stringContaining('so it is likely smaller than it looks'),
    })
  })

  it('refuses viewers with no more taste than a stranger’s, and says what gain would have shown', () => {
    const { verdict, reason } = about('recommender', evidenceOf({ answers: rightWith(0.5) }))
    expect(verdict).toBe('refuse')
    expect(reason).toMatch(/no better than popularity \(.*%\) or viewers with the taste of a stranger/)
    expect(reason).toMatch(/A gain of \d\.\d points would have shown with 150 people\./)
  })

  it('refuses without an alignment test, and without its controls', () => {
    expect(about('recommender', { ...base, alignment: [] }).verdict).toBe('refuse')
    const alignment = base.alignment.map((one) => ({
      ...one,
      rows: one.rows.filter(({ who }) => who !== 'persona-shuffled'),
    }))
    expect(about('recommender', { ...base, alignment }).reason).toContain('lacks its control persona-shuffled')
  })

  it('refuses what a control without taste parts as the viewers do; cautions of other partings and of common taste', () => {
    const own = base
    const parted = (as: string, comparisons: Evidence['comparisons']) =>
      found('controls', { ...own, controls: new Map([...own.controls, [as, comparisons]]) })
    expect(parted('always-yes', own.comparisons)).toMatchObject({
      judgement: 'refuse',
      says: expect.stringContaining('always-yes, which has no taste, puts ease before item-knn as surely'),
    })
    const others = own.comparisons
      .filter(({ other }) => other === 'ease')
      .filter(({ recommender }) => recommender === 'popularity')
    expect(parted('random-clicker', others)).toMatchObject({ judgement: 'caution' })
    expect(parted('persona-shuffled', own.comparisons)).toMatchObject({
      judgement: 'caution',
      says: expect.stringContaining('that much is what everybody likes'),
    })
    expect(found('controls', { ...own, controls: new Map() })?.judgement).toBe('caution')
  })

  it.each([
    [1, 'supported'],
    [0.6, 'supported'],
    [0.59, 'caution'],
    [0, 'caution'],
    [-0.2, 'refuse'],
    [null, 'caution'],
  ])('takes a Kendall tau of %s against the held-out order as %s', (tau, verdict) => {
    const own = base
    expect(about('recommender', { ...own, order: { ...own.order, tau } }).verdict).toBe(verdict)
  })

  it.each([
    [0, undefined],
    [22, 'supported'],
    [23, 'caution'],
    [90, 'caution'],
    [91, 'refuse'],
  ])('takes %i failed of 450 visits as %s', (failed, judgement) => {
    const evidence = { ...base, visits: { count: 450, failed } }
    expect(found('failures', evidence)?.judgement).toBe(judgement)
  })

  it('cautions where EASE knows the people better, naming the lists', () => {
    const evidence = evidenceOf({ answers: rightWith(0.6) })
    expect(found('against EASE', evidence)).toMatchObject({
      judgement: 'caution',
      says: expect.stringMatching(/EASE.*better than the viewers do among .*equally popular rivals at 1:1/),
    })
  })

  it('refuses to speak of kinds that the run does not know', () => {
    expect(about('narrowing', { ...base, narrowing: null }).verdict).toBe('refuse')
  })

  it('says which feeds narrow', () => {
    const evidence = base
    const [one, ...others] = evidence.narrowing!
    const narrowing = [{ ...one!, change: { mean: -0.3, low: -0.4, high: -0.2, count: 150 } }, ...others]
    expect(about('narrowing', { ...evidence, narrowing }).reason).toContain(
      'narrow for popularity (−0.30 bits, −0.40 to −0.20)',
    )
  })
})

describe('judge() on stars', () => {
  const stars = (counts: readonly number[]): Evidence => {
    const evidence = base
    return { ...evidence, stars: { ...evidence.stars, simulated: { points: [1, 2, 3, 4, 5], counts } } }
  }
  it.each([
    ['people’s own', [300, 612, 1384, 1322, 804], 'supported'],
    ['a little kinder', [94, 538, 1614, 2055, 1149], 'caution'],
    ['always four', [0, 0, 0, 5450, 0], 'refuse'],
    ['too few', [1, 2, 3, 5, 3], 'refuse'],
    ['unlike, but by no more than chance makes of 110 stars', [0, 5, 20, 55, 30], 'caution'],
  ])('judges %s as it should', (_, counts, verdict) => {
    expect(about('stars', stars(counts)).verdict).toBe(verdict)
  })
})

describe('judge() on language models', () => {
  const job = (name: JobResult['job'], verdict: JobResult['verdict']): JobResult => ({
    job: name,
    measure: 'AUC',
    n: 600,
    gate: 600,
    value: 0.78,
    low: 0.74,
    high: 0.82,
    control: { name: 'item mean', value: 0.73 },
    gain: { value: 0.05, low: 0.01, high: 0.09 },
    verdict,
    reason: `The answers ${verdict === 'decide' ? 'use' : 'do not use'} the history.`,
    details: {},
  })
  const card = (...jobs: readonly JobResult[]): MindCard => ({
    version: 1,
    model: 'local/small',
    fingerprint: 'f',
    data: { name: 'ml-100k', hash: 'abc' },
    seed: 1,
    prompts: '1',
    tastemaker: '0.1.0',
    madeAt: '2026-01-01T00:00:00.000Z',
    jobs,
  })
  const run = (mind: 'language' | 'hybrid', granted: readonly string[], own: MindCard | null): Evidence => {
    const evidence = base
    const viewers = { ...evidence.manifest.viewers, mind, model: 'local/small', granted: [...granted] }
    return { ...evidence, manifest: { ...evidence.manifest, viewers }, card: own }
  }

  it('refuses a model without a card, with a card of other data, and with a card that does not grant the job', () => {
    const granted = card(job('taste', 'decide'), job('choice', 'decide'))
    for (const [evidence, why] of [
      [run('language', [], null), 'there is no card of it for ml-100k'],
      [
        run('language', ['taste'], { ...granted, data: { name: 'ml-1m', hash: 'other' } }),
        'there is no card of it for ml-100k',
      ],
      [run('language', [], card(job('taste', 'not-shown'))), 'taste: The answers do not use the history'],
    ] as const) {
      for (const question of ['recommender', 'stars'] as const) {
        const { verdict, reason } = about(question, evidence)
        expect(verdict).toBe('refuse')
        expect(reason).toContain('local/small decides unqualified')
        expect(reason).toContain(why)
      }
      expect(about('stay', evidence).verdict).toBe('refuse')
    }
  })

  it('asks for taste alone where stars are the question', () => {
    const evidence = run('language', ['taste'], card(job('taste', 'decide'), job('choice', 'not-shown')))
    expect(about('stars', evidence).verdict).toBe('supported')
    expect(about('recommender', evidence).reason).toContain('not shown to know choice')
  })

  it('takes a hybrid mind as the utility, and tells what its card measured', () => {
    const evidence = run('hybrid', ['taste'], card(job('taste', 'decide')))
    expect(about('recommender', evidence).verdict).toBe('supported')
    expect(found('the model', evidence)?.says).toContain(
      'taste, AUC 0.780 (95% interval 0.740 to 0.820) against 0.730 of item mean',
    )
    expect(about('stay', evidence).verdict).toBe('caution')
    expect(found('the model', run('hybrid', [], null))).toBeUndefined()
  })
})

describe('trust', () => {
  it('trustOf() warns of what the rules have against the run and of what the run noted, each once', () => {
    const evidence = evidenceOf({ answers: rightWith(1) })
    const trust = trustOf(evidence, { controls: [], noted: ['The run noted this.'] })
    expect(trust.warnings[0]).toBe('The run noted this.')
    expect(new Set(trust.warnings).size).toBe(trust.warnings.length)
    expect(trust.warnings.filter((warning) => warning.includes('as if they knew'))).toHaveLength(1)
    expect(untold(trust)).toContain('The run noted this.')
    expect(untold(trust).some((warning) => warning.includes('as if they knew'))).toBe(false)
  })

  it('rules cover every question', () => {
    expect(Object.keys(rules)).toEqual(Object.keys(trustQuestions))
  })
})
