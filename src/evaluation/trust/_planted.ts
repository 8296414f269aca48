import type { UserId, UserIndex } from '../../domain/index.ts'
import { type RandomStream, randomStream } from '../../random.ts'
import { type AlignmentRow, alignmentRows } from '../alignment-table.ts'
import { simulationTable } from '../simulation-table.ts'
import type { Visit } from '../visits.ts'
import type { Evidence } from './evidence.ts'

/*
 * Evidence of runs whose truth is known, for tests: small worlds go through the same tables and tests as a real run. The
 * levels are those of viewers on MovieLens 100K.
 */

/** What is planted in a run. */
export interface Planted {
  readonly people: number
  /** Mean satisfaction in front of each recommender. */
  readonly satisfaction: Readonly<Record<string, number>>
  /** How a viewer answers one place of an alignment list; the truth is given so that a leak can be planted. */
  readonly answers: (place: number, chosen: boolean, random: RandomStream) => boolean
  /** Shares of yes by place on a page of four. */
  readonly yesByPlace: readonly number[]
}

/** Right with a probability. @example rightWith(0.66)(0, true, random) */
export const rightWith =
  (probability: number): Planted['answers'] =>
  (_place, chosen, random) =>
    random.next() < probability ? chosen : !chosen

/** A run that nothing speaks against. */
export const fair: Planted = {
  people: 150,
  satisfaction: { popularity: 5.2, 'item-knn': 5.6, ease: 6.2 },
  answers: rightWith(0.66),
  yesByPlace: [0.92, 0.91, 0.9, 0.9],
}

/** The evidence of a run with something planted in it. @example judge(evidenceOf({ people: 12 })) */
export function evidenceOf(planted: Partial<Planted> = {}): Evidence {
  const plan = { ...fair, ...planted }
  const random = randomStream(7, 'planted')
  const names = Object.keys(plan.satisfaction)
  const best = [...names].sort((a, b) => plan.satisfaction[b]! - plan.satisfaction[a]!)
  const flat = Object.fromEntries(names.map((name) => [name, 5]))
  return {
    manifest: manifestOf(names),
    ...visited('viewer', plan, random),
    controls: new Map(
      ['random-clicker', 'always-yes', 'order-only', 'persona-shuffled'].map((as) => [
        as,
        visited(as, { ...plan, people: Math.ceil(plan.people / 5), satisfaction: flat }, random.split(as)).comparisons,
      ]),
    ),
    alignment: (['uniform', 'equally-popular'] as const).map((rivals) => ({
      ratio: 1,
      rivals,
      excluded: 0,
      short: 0,
      rows: aligned(rivals, plan, random.split('alignment', rivals)),
    })),
    order: { simulated: best, heldOut: best, metric: 'ndcg@10', tau: 1 },
    stars: {
      simulated: { points: [1, 2, 3, 4, 5], counts: [300, 600, 1600, 2000, 950] },
      real: { points: [1, 2, 3, 4, 5], counts: [300, 612, 1384, 1322, 804] },
    },
    positions: [
      {
        as: 'viewer',
        judged: plan.yesByPlace.map(() => 1000),
        yes: plan.yesByPlace.map((share) => Math.round(1000 * share)),
        watched: plan.yesByPlace.map((share) => Math.round(800 * share)),
      },
    ],
    narrowing: names.map((recommender) => ({
      recommender,
      first: { mean: 2.4, low: 2.3, high: 2.5, count: plan.people },
      change: { mean: -0.02, low: -0.08, high: 0.04, count: plan.people },
    })),
    visits: { count: plan.people * names.length, failed: 0 },
    card: null,
    ledger: null,
  }
}

function visited(as: string, { people, satisfaction }: Planted, random: RandomStream) {
  const all = Array.from({ length: people }, (_, user) => {
    const mood = random.normal()
    return Object.entries(satisfaction).map(
      ([recommender, mean]): Visit => ({
        as,
        recommender,
        user: String(user),
        shown: 12,
        aligned: 8,
        watched: 7,
        liked: 4,
        stars: [4, 3, 4],
        exitPage: 2 + random.int(3),
        exitReason: 'left',
        satisfaction: mean + mood + random.normal(),
        failures: 0,
      }),
    )
  }).flat()
  return simulationTable(all, { random: random.split('table'), measure: 'satisfaction', resamples: 500 })
}

function aligned(rivals: 'uniform' | 'equally-popular', plan: Planted, random: RandomStream): AlignmentRow[] {
  const lists = Array.from({ length: plan.people }, (_, user) => {
    const chosen = random.shuffle(Array.from({ length: 20 }, (_, place) => place < 10))
    return { user: user as UserIndex, items: [], chosen }
  })
  const popular = rivals === 'uniform'
  const who: Readonly<Record<string, Planted['answers']>> = {
    viewer: plan.answers,
    popularity: rightWith(popular ? 0.74 : 0.5),
    ease: rightWith(popular ? 0.8 : 0.64),
    'persona-shuffled': rightWith(popular ? 0.68 : 0.5),
  }
  const answers = new Map(
    Object.entries(who).map(([name, answer]) => [
      name,
      lists.map(({ chosen }) => chosen.map((truth, place) => answer(place, truth, random))),
    ]),
  )
  // Popularity adds to what a viewer knows where rivals are drawn from all items.
  if (popular && plan.answers === fair.answers) answers.set('viewer', answers.get('ease')!)
  const test = { ratio: 1, rivals, lists, excluded: 0, short: 0 }
  const ids = lists.map(({ user }) => String(user) as UserId)
  return alignmentRows(test, answers, ids, random.split('table'))
}

const FAMILIES: Readonly<Record<string, string>> = {
  popularity: 'popularity',
  'item-knn': 'item-item',
  ease: 'item-item',
  ials: 'factorisation',
}

function manifestOf(names: readonly string[]): Evidence['manifest'] {
  return {
    data: {
      name: 'ml-100k',
      flags: {},
      hash: 'abc',
      licence: 'research use',
      people: 943,
      items: 1682,
      events: 100_000,
      notes: [],
    },
    recommenders: names.map((name) => ({ name, family: FAMILIES[name] ?? 'none', fitSeconds: 0.1 })),
    viewers: {
      system: 'agent4rec',
      mind: 'choice',
      model: null,
      granted: [],
      qualified: true,
      beside: null,
      utility: { interest: 'ials', stars: 'biased-mf', families: ['factorisation'], fittedOn: 'train + private' },
      options: {},
      count: 150,
      controls: ['random-clicker', 'always-yes', 'order-only', 'persona-shuffled'],
      controlCount: 30,
    },
  }
}
