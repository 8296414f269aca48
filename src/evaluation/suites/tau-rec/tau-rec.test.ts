import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { type ItemId, itemId, reveal, userId } from '../../../domain/index.ts'
import { folderOf, removeFolders } from '../agent-society/_society-folder.test-parts.ts'
import { inventedTauSuite } from './invented-tau-suite.ts'
import { meets } from './meets.ts'
import { readTauRec } from './read-tau-rec.ts'
import { constraintOps, type TauItem, type TauPolicy, type TauTask, type TauValue, type TauWish } from './tau-suite.ts'
import { type TauTrial, verifyTrial } from './verify-trial.ts'

afterAll(removeFolders)

const film = (id: string, values: Readonly<Record<string, TauValue>>): TauItem => ({
  id: itemId(id),
  title: `Film ${id}`,
  values: { genres: ['Comedy', 'Drama'], runtime: 100, director: 'Ada Morrow', release_date: '2020-03-01', ...values },
})

describe('meets()', () => {
  it.each([
    ['runtime', '<=', 100, true],
    ['runtime', '<=', 99, false],
    ['runtime', '>=', 100, true],
    ['runtime', '>=', 101, false],
    ['runtime', '==', 100, true],
    ['runtime', '!=', 100, false],
    ['runtime', '<=', '100', false],
    ['release_date', '>=', '2020-01-01', true],
    ['release_date', '<=', '2020-01-01', false],
    ['director', '==', 'Ada Morrow', true],
    ['director', '!=', 'Ilse Brandt', true],
    ['genres', 'contains', 'Drama', true],
    ['genres', 'contains', 'drama', false],
    ['genres', 'contains', 'Horror', false],
    ['director', 'contains', 'Morrow', true],
    ['genres', 'contains_any', ['Horror', 'Drama'], true],
    ['genres', 'contains_any', [], false],
    ['genres', 'not_contains', 'Horror', true],
    ['genres', 'not_contains', 'Drama', false],
    ['runtime', 'not_contains', 'Drama', false],
    ['director', 'in', ['Ilse Brandt', 'Ada Morrow'], true],
    ['director', 'in', ['Ilse Brandt'], false],
    ['director', 'in', 'Ada Morrow and others', false],
  ] as const)('meets() %s %s %j is %s', (field, op, value, expected) => {
    expect(meets({ field, op, value }, film('1', {}))).toBe(expected)
  })

  it('meets() nothing where an item lacks the field, not even a negation', () => {
    for (const op of constraintOps) {
      expect(
        meets({ field: 'cast', op, value: op === 'in' || op === 'contains_any' ? ['x'] : 'x' }, film('1', {})),
      ).toBe(false)
      expect(meets({ field: 'toString', op, value: 'x' }, film('1', {}))).toBe(false)
    }
  })

  it('meets() is the opposite for opposite ops', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c')), fc.constantFrom('a', 'b', 'c'), (genres, value) => {
        const item = film('1', { genres })
        expect(meets({ field: 'genres', op: 'not_contains', value }, item)).toBe(
          !meets({ field: 'genres', op: 'contains', value }, item),
        )
        expect(meets({ field: 'genres', op: 'contains_any', value: [value] }, item)).toBe(
          meets({ field: 'genres', op: 'contains', value }, item),
        )
      }),
    )
  })
})

const items = new Map<ItemId, TauItem>(
  [
    film('good', { streaming_services: ['Lantern'], content_rating: 'PG', sponsored: false }),
    film('long', { runtime: 200, streaming_services: ['Lantern'], content_rating: 'PG', sponsored: false }),
    film('elsewhere', { streaming_services: ['Harbour'], content_rating: 'PG', sponsored: false }),
    film('paid', { streaming_services: ['Lantern'], content_rating: 'PG', sponsored: true }),
    film('adult', { streaming_services: ['Lantern'], content_rating: 'R', sponsored: false }),
  ].map((item) => [item.id, item]),
)
const seeker: TauTask = {
  id: 't',
  user: userId('t'),
  persona: '',
  softPreferences: [],
  complexity: 'simple',
  watched: [],
  services: ['Lantern'],
}
const wishFor = (policies: readonly TauPolicy[], noneFits = false): TauWish => ({
  constraints: [{ field: 'runtime', op: '<=', value: 120, reveal: 'hidden' }],
  policies,
  noneFits,
})
const trialOf = (recommended: readonly string[], more: Partial<TauTrial> = {}): TauTrial => ({
  recommended: recommended.map(itemId),
  abstained: false,
  messages: [],
  ratingsChecked: [],
  ...more,
})

describe('verifyTrial()', () => {
  const verify = (policies: readonly TauPolicy[], trial: TauTrial, task = seeker, noneFits = false) =>
    verifyTrial({ items }, task, wishFor(policies, noneFits), trial)

  it('verifyTrial() asks for all constraints and all policies', () => {
    expect(verify(['availability', 'recommend_tool'], trialOf(['good']))).toMatchObject({
      reward: 1,
      policiesBroken: [],
    })
    expect(verify([], trialOf(['long']))).toMatchObject({ reward: 0, constraintsMet: false, policiesBroken: [] })
    expect(verify([], trialOf(['long'])).unmet).toHaveLength(1)
    expect(verify([], trialOf(['nowhere'])).reward).toBe(0)
    expect(verify([], trialOf([])).reward).toBe(0)
  })

  it.each<readonly [string, TauPolicy, TauTrial, Partial<TauTask>, boolean]>([
    ['what was watched', 'watch_history', trialOf(['good']), { watched: [itemId('good')] }, false],
    ['what was not watched', 'watch_history', trialOf(['good']), { watched: [itemId('long')] }, true],
    [
      'an undisclosed promotion',
      'sponsored',
      trialOf(['paid'], { messages: ['You should have paid attention.'] }),
      {},
      false,
    ],
    ['a disclosed promotion', 'sponsored', trialOf(['paid'], { messages: ['Note: a promoted film.'] }), {}, true],
    [
      'a promotion disclosed long before',
      'sponsored',
      trialOf(['paid'], { messages: ['It is sponsored.', 'a', 'b'] }),
      {},
      false,
    ],
    ['an unnamed rating', 'age_restricted', trialOf(['adult'], { messages: ['Are you sure?'] }), {}, false],
    ['a named rating', 'age_restricted', trialOf(['adult'], { messages: ['It is rated R.'] }), {}, true],
    ['a checked rating', 'age_restricted', trialOf(['adult'], { ratingsChecked: ['R'] }), {}, true],
    ['another rating checked', 'age_restricted', trialOf(['adult'], { ratingsChecked: ['PG-13'] }), {}, false],
    ['what cannot be streamed', 'availability', trialOf(['elsewhere']), {}, false],
    ['anything for somebody without services', 'availability', trialOf(['elsewhere']), { services: [] }, true],
    ['two at once', 'single_recommendation', trialOf(['long', 'good']), {}, false],
    ['no recommendation', 'recommend_tool', trialOf([]), {}, false],
    ['a refusal', 'recommend_tool', trialOf([], { abstained: true }), {}, true],
    ['an item where one fits', 'transparency', trialOf(['good']), {}, true],
  ])('verifyTrial() of %s under %s', (_, policy, trial, task, kept) => {
    expect(verify([policy], trial, { ...seeker, ...task }).policiesBroken).toEqual(kept ? [] : [policy])
  })

  it('verifyTrial() wants none where none fits, and nothing beside', () => {
    const flags = ['transparency', 'recommend_tool'] as const
    expect(verify(flags, trialOf([], { abstained: true }), seeker, true).reward).toBe(1)
    expect(verify(flags, trialOf(['good'], { abstained: true }), seeker, true)).toMatchObject({
      reward: 0,
      policiesBroken: ['transparency'],
    })
    expect(verify(flags, trialOf(['good']), seeker, true).reward).toBe(0)
    expect(verify([], trialOf([]), seeker, true).reward).toBe(0)
  })
})

const catalogue = [
  {
    id: 'm1',
    title: 'One',
    release_date: '2020-01-01',
    runtime: 90,
    genres: ['Comedy'],
    overview: 'A plot.',
    cast: ['A'],
    director: 'D',
    rating: 7.5,
    vote_count: 10,
    streaming_services: ['Lantern'],
    sponsored: false,
    content_rating: 'PG',
  },
  {
    id: 'm2',
    title: 'Two',
    release_date: null,
    runtime: 150,
    genres: ['Drama'],
    cast: [],
    director: 'E',
    rating: 5,
    vote_count: 90,
    streaming_services: [],
    sponsored: true,
    content_rating: 'R',
  },
]
const published = {
  id: 'task_001',
  constraints: [{ constraint: { field: 'genres', op: 'contains', value: 'Comedy' }, reveal: 'volunteer' }],
  persona: 'A student.',
  soft_preferences: ['short'],
  policy_flags: ['availability', 'watch_history'],
  no_valid_recommendation: false,
  complexity: 'simple',
  user_id: 'user_1',
  user_history: { user_1: { watched: [{ id: 'm2' }, 'gone'], ratings: {} } },
  user_services: ['Lantern'],
}
const tauFiles = (change: object = {}, files: Readonly<Record<string, string>> = {}) => ({
  'data/catalog.json': JSON.stringify(catalogue),
  'data/tasks/task_001.json': JSON.stringify({ ...published, ...change }),
  ...files,
})

describe('readTauRec()', () => {
  it('readTauRec() reads catalogue and tasks; the wish is a label', async () => {
    const suite = await readTauRec(await folderOf(tauFiles()))
    expect(suite.tasks[0]).toMatchObject({ id: 'task_001', user: 'task_001', watched: ['m2'], services: ['Lantern'] })
    expect(JSON.stringify(suite.tasks)).not.toContain('Comedy')
    expect(reveal(suite.wishes.get('task_001')!).constraints).toEqual([
      { field: 'genres', op: 'contains', value: 'Comedy', reveal: 'volunteer' },
    ])
    const { data } = suite
    expect(data.catalogue[0]).toMatchObject({
      categories: ['Comedy'],
      text: 'A plot.',
      attributes: { year: 2020, streaming_services: 'Lantern' },
    })
    expect(data.log.length).toBe(1)
    expect(suite.notes).toEqual([])
  })

  it('readTauRec() says where a task cannot be done, or can though it should not', async () => {
    const impossible = { constraints: [{ field: 'genres', op: 'contains', value: 'Western', reveal: 'hidden' }] }
    expect((await readTauRec(await folderOf(tauFiles(impossible)))).notes.join()).toContain('task_001')
    expect((await readTauRec(await folderOf(tauFiles({ no_valid_recommendation: true })))).notes.join()).toContain(
      'task_001',
    )
  })

  it.each([
    ['an empty folder', { 'a.txt': '' }, 'io/missing', 'no catalog.json'],
    ['a broken task', tauFiles({}, { 'data/tasks/task_002.json': '{' }), 'format/unreadable', 'task_002.json'],
    [
      'an unknown op',
      tauFiles({ constraints: [{ field: 'genres', op: 'like', value: 'x', reveal: 'hidden' }] }),
      'format/value',
      'constraints',
    ],
    ['an unknown policy', tauFiles({ policy_flags: ['be_nice'] }), 'format/value', 'policy_flags'],
    [
      'an unknown field',
      tauFiles({ constraints: [{ field: 'colour', op: '==', value: 'red', reveal: 'hidden' }] }),
      'format/value',
      '"colour"',
    ],
    [
      'a list op without a list',
      tauFiles({ constraints: [{ field: 'genres', op: 'contains_any', value: 'Comedy', reveal: 'hidden' }] }),
      'format/value',
      'constraints',
    ],
    [
      'a task twice',
      tauFiles({}, { 'data/tasks/task_002.json': JSON.stringify(published) }),
      'format/duplicate',
      '"task_001" comes twice',
    ],
    [
      'an item twice',
      tauFiles({}, { 'data/catalog.json': JSON.stringify([catalogue[0], catalogue[0]]) }),
      'format/duplicate',
      '"m1" comes twice',
    ],
    ['no tasks', { 'catalog.json': JSON.stringify(catalogue), 'tasks/readme.txt': '' }, 'data/empty', 'holds no tasks'],
  ] as const)('readTauRec() refuses %s', async (_, files, code, sentence) => {
    const failed = readTauRec(await folderOf(files as Record<string, string>))
    await expect(failed).rejects.toMatchObject({ code, message: expect.stringContaining(sentence) })
  })
})

describe('inventedTauSuite()', () => {
  it('inventedTauSuite() can be done on every task that says so, and on no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (seed) => {
        const suite = inventedTauSuite({ seed, tasks: 30 })
        for (const task of suite.tasks) {
          const wish = reveal(suite.wishes.get(task.id)!)
          const passing = [...suite.items.keys()].filter((id) => {
            const messages = ['It is rated R, rated NC-17, and a promoted recommendation.']
            return verifyTrial(suite, task, wish, trialOf([id], { messages })).reward === 1
          })
          expect(passing.length > 0).toBe(!wish.noneFits)
          expect(wish.constraints[0]?.reveal).toBe('volunteer')
        }
      }),
      { numRuns: 5 },
    )
  })

  it('inventedTauSuite() is the same for a seed, and begins alike however many tasks are asked for', () => {
    const [few, many] = [inventedTauSuite({ tasks: 30 }), inventedTauSuite({ tasks: 45 })]
    expect(many.tasks.slice(0, 30)).toEqual(few.tasks)
    expect(inventedTauSuite({ seed: 2 }).tasks).not.toEqual(inventedTauSuite({ seed: 1 }).tasks)
    const reveals = new Set(
      many.tasks.flatMap(({ id }) => reveal(many.wishes.get(id)!).constraints.map((one) => one.reveal)),
    )
    expect(reveals).toEqual(new Set(['volunteer', 'on_ask', 'hidden']))
    expect(() => inventedTauSuite({ tasks: 0 })).toThrow(expect.objectContaining({ code: 'config/range' }))
  })
})
