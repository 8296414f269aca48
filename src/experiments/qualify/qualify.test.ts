import { describe, expect, it } from 'vitest'
import type { Clock } from '../../clock.ts'
import { type Job, type JobResult, type Mind, MindFailure } from '../../domain/index.ts'
import { mindCard } from '../../runs/index.ts'
import { toyWorld } from '../../testing/index.ts'
import { rulesOf } from './_controls.ts'
import { examData, guessingMind, knowingMind, mindThat, valuingMind, yesMind } from './_exam.ts'
import { openStudy } from './_study.ts'
import { gateOf } from './gates.ts'
import { PROMPTS } from './prompts.ts'
import { qualify } from './qualify.ts'
import type { QualifyRequest } from './request.ts'

const data = examData()
const rules = rulesOf(openStudy(data, 1))
const clock: Clock = { now: () => 0, elapsed: () => 0 }
const model = { name: 'scripted', fingerprint: 'one' }
/** The gates about people; those about words have a file of their own. */
const VIEWER: readonly Job[] = ['form', 'history', 'taste', 'choice', 'ranking', 'stability']
const examine = async (mind: Mind, changes: Partial<QualifyRequest> = {}): Promise<Record<Job, JobResult>> => {
  const { jobs } = await qualify({ mind, model, data, clock, gates: VIEWER, ...changes })
  return Object.fromEntries(jobs.map((result) => [result.job, result])) as Record<Job, JobResult>
}
const itemOf = (id: string) => data.items.index(id as never)!
const nobody = 0 as never

describe('qualify()', () => {
  it('qualify() lets a mind that knows what came true decide everything', async () => {
    const jobs = await examine(knowingMind(data))
    expect(Object.values(jobs).map(({ job, n, verdict }) => [job, n, verdict])).toEqual(
      VIEWER.map((job) => [job, gateOf(job).n, 'decide']),
    )
    expect(jobs.history.value).toBe(1)
    expect(jobs.taste.control!.name).toBe('item mean + popularity + genres')
    expect(jobs.taste.details['added to the combination, low']).toBeGreaterThan(0)
  })

  it('qualify() shows nothing of a mind that says yes and A', async () => {
    const jobs = await examine(yesMind())
    expect(jobs.history).toMatchObject({ verdict: 'not-shown', value: 0.5, low: 0.5 })
    expect(jobs.history.reason).toBe(
      'Not shown: gain over chance .000 [.000, .000] is nothing, with any number of people.',
    )
    expect(jobs.choice).toMatchObject({
      verdict: 'not-shown',
      details: { 'share of A': 1, 'same item in both orders': 0 },
    })
    expect(jobs.choice.reason).toMatch(
      /picked in both orders on 0% of the lists.*the place A was picked 100% of the time/,
    )
    expect(jobs.taste.verdict).toBe('not-shown')
    expect(jobs.ranking.verdict).toBe('not-shown')
    expect(jobs.stability.verdict).toBe('decide')
  })

  it('qualify() shows nothing of a mind that guesses', async () => {
    const jobs = await examine(guessingMind())
    for (const job of ['history', 'taste', 'choice', 'ranking'] as const) expect(jobs[job].verdict).toBe('not-shown')
  })

  it('qualify() tells a mind that knows good films from one that knows the person', async () => {
    const jobs = await examine(valuingMind((item) => rules.itemMean(nobody, itemOf(item))))
    expect(jobs.history).toMatchObject({ verdict: 'not-shown', value: 0.5 })
    expect(jobs.taste.value).toBeCloseTo(jobs.taste.details['AUC of item mean'] as number, 9)
    for (const job of ['taste', 'choice', 'ranking'] as const) {
      expect(jobs[job].verdict).toBe('not-shown')
      expect(jobs[job].reason).toContain('history use was not shown')
    }
  })

  it('qualify() grants a follower of popularity no ranking: its gain over popularity is nothing', async () => {
    const jobs = await examine(valuingMind((item) => 1 + rules.popularity(nobody, itemOf(item))))
    expect(jobs.ranking).toMatchObject({ verdict: 'not-shown', value: jobs.ranking.details['NDCG of popularity'] })
    expect(jobs.choice.gain!.value).toBeLessThan(0)
    expect(jobs.choice.reason).toContain('points the other way')
  })

  it('qualify() grants a genre rule the use of history, and nothing that the same rule does without a mind', async () => {
    const overlap = (user: string, item: string): number =>
      1 + rules.genreOverlap(data.users.index(user as never)!, itemOf(item))
    const jobs = await examine(
      mindThat(
        ({ user, item }) => (user === null ? 0.5 : overlap(user, item) / 2),
        ({ user, options }) => options.map(({ item }) => overlap(user, item)),
      ),
    )
    expect(jobs.history.verdict).toBe('decide')
    for (const job of ['taste', 'choice', 'ranking'] as const) expect(jobs[job].verdict).toBe('not-shown')
  })

  it('qualify() grants tests only below its gates, and nothing without the history gate', async () => {
    const few = await examine(knowingMind(data), { n: 20 })
    for (const job of VIEWER) expect(few[job]).toMatchObject({ n: 20, verdict: 'test-only' })
    expect(few.form.gate).toBe(30)
    expect(few.taste.reason).toContain('20 people are below the 150 fixed for this gate')
    const alone = await examine(knowingMind(data), { gates: ['taste'] })
    expect(Object.keys(alone)).toEqual(['taste'])
    expect(alone.taste).toMatchObject({ value: 1, verdict: 'not-shown' })
    expect(alone.taste.reason).toContain('history use was not examined')
  })

  it('qualify() counts failures as half, miss or invalid, and drops nothing', async () => {
    const knowing = knowingMind(data)
    let calls = 0
    const failing: Mind = {
      ...knowing,
      choose: (question, options) =>
        calls++ % 4 === 0
          ? Promise.reject(new MindFailure('unparseable', question.type, 'maybe'))
          : knowing.choose(question, options),
      extract: (question) => Promise.reject(new MindFailure('provider', question.type, '')),
    }
    const jobs = await examine(failing, { fresh: knowing })
    expect(jobs.form).toMatchObject({ value: 0, n: 30, verdict: 'not-shown', details: { failures: 30 } })
    expect(jobs.history.n).toBe(150)
    expect(jobs.taste.details['failures']).toBeGreaterThan(100)
    expect(jobs.taste.value).toBeGreaterThan(0.7)
    expect(jobs.taste.value).toBeLessThan(0.9)
    expect(jobs.choice.value).toBeCloseTo(1 - (jobs.choice.details['failures'] as number) / 600, 1)
  })

  it('qualify() goes to the end with a mind that never answers', async () => {
    const fail: Mind['extract'] = (question) => Promise.reject(new MindFailure('provider', question.type, ''))
    const jobs = await examine({ ...yesMind(), choose: fail as never, extract: fail }, { n: 10 })
    for (const job of VIEWER) expect(jobs[job].verdict).toBe('not-shown')
    expect([jobs.history.value, jobs.taste.value, jobs.choice.value]).toEqual([0.5, 0.5, 0])
    expect(jobs.choice.reason).toContain('no list was answered')
    expect(jobs.stability.reason).toContain('10 of 10 answers changed')
  })

  it('qualify() is null with the counts where nobody can be asked', async () => {
    const toy = toyWorld()
    const jobs = await examine(yesMind(), { data: toy })
    expect(jobs.history).toMatchObject({ n: 0, value: null, low: null, gain: null, verdict: 'not-shown' })
    expect(jobs.history.reason).toContain('0 people of the gate half have two liked and two disliked films held out')
    expect(jobs.choice.n).toBeGreaterThan(0)
  })

  it('qualify() asks alike on any number of lanes, person by person', async () => {
    const ask = async (concurrency: number) => {
      const mind = knowingMind(data)
      const card = await qualify({ mind, fresh: yesMind(), model, data, clock, concurrency, n: 15, gates: VIEWER })
      return { card, users: mind.asked.map(({ facts }) => (facts as { user: string | null }).user) }
    }
    const [one, three] = [await ask(1), await ask(3)]
    expect(three.card).toEqual(one.card)
    const runs = one.users.filter((user, place) => user !== one.users[place - 1])
    expect(runs).toHaveLength(new Set(runs).size)
  })

  it('qualify() makes a card that can be kept, with the same seed the same', async () => {
    const make = (seed: number) => qualify({ mind: knowingMind(data), model, data, clock, seed, n: 12, gates: VIEWER })
    const card = await make(1)
    expect(mindCard.parse(JSON.parse(JSON.stringify(card)))).toEqual(card)
    expect(card).toMatchObject({ model: 'scripted', data: { name: 'generated', hash: data.hash }, prompts: PROMPTS })
    expect(card.madeAt).toBe('1970-01-01T00:00:00.000Z')
    expect(await make(1)).toEqual(card)
    expect((await make(2)).jobs).not.toEqual(card.jobs)
  })

  it('qualify() counts its questions for whoever watches', async () => {
    const heard: number[] = []
    await examine(yesMind(), { n: 5, gates: ['form'], onProgress: ({ done }) => heard.push(done) })
    expect(heard).toEqual([0, 1, 2, 3, 4, 5])
  })

  it('qualify() stops when the signal fires', async () => {
    const stop = new AbortController()
    const onProgress = ({ done }: { done: number }) => (done === 7 ? stop.abort() : undefined)
    await expect(examine(yesMind(), { signal: stop.signal, onProgress })).rejects.toMatchObject({
      code: 'runtime/interrupted',
      message: expect.stringContaining('after 7 of'),
    })
  })

  it('qualify() passes on what every question would meet', async () => {
    const broken: Mind = { ...yesMind(), choose: () => Promise.reject(new TypeError('broken')) }
    await expect(examine(broken, { concurrency: 3 })).rejects.toThrow('broken')
  })

  it('qualify() refuses gates that do not exist and numbers that are none', async () => {
    await expect(examine(yesMind(), { gates: ['tast' as Job] })).rejects.toMatchObject({
      code: 'config/unknown-name',
      hint: 'Did you mean taste?',
    })
    await expect(examine(yesMind(), { n: 0 })).rejects.toMatchObject({ code: 'config/range' })
    await expect(examine(yesMind(), { concurrency: 1.5 })).rejects.toMatchObject({ code: 'config/range' })
  })
})
