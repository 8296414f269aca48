import { describe, expect, it } from 'vitest'
import type { MindCard } from '../domain/index.ts'
import type { AlignmentRow, SimulationResult, SimulationRow, TrustVerdict } from '../evaluation/index.ts'
import type { RunEvent, RunLedger } from '../runs/index.ts'
import { type ReportInput, reportHtml } from './report.ts'

const EVIL = `<script>alert("film")</script> & 'quotes'`
const names = ['popularity', 'item-knn:neighbours=50,shrink=10', 'ease', 'transition', EVIL]

const interval = (mean: number | null, half = 0.1) =>
  mean === null ? { mean, low: null, high: null, count: 0 } : { mean, low: mean - half, high: mean + half, count: 500 }

function simulationRow(recommender: string, as: string, satisfaction: number | null): SimulationRow {
  const level = satisfaction === null ? null : satisfaction / 10
  return {
    recommender,
    as,
    viewers: as === 'viewer' ? 500 : 100,
    shown: 7000,
    measures: {
      view: interval(level, 0.01),
      like: interval(level === null ? null : level / 2, 0.01),
      stars: interval(level === null ? null : 2 + 2 * level),
      watched: interval(level === null ? null : 12 * level),
      exitPage: interval(level === null ? null : 2 + 2 * level),
      satisfaction: interval(satisfaction),
    },
    perItem: { view: level, like: level },
    failures: recommender === 'ease' && as === 'viewer' ? 3 : 0,
  }
}

const satisfactions = [5.4, 5.9, 6.3, 5.7, null]

function alignmentRow(who: string, ratio: number, accuracy: number): AlignmentRow {
  return {
    who,
    ratio,
    rivals: ratio === 1 ? 'uniform' : 'equally-popular',
    people: 480,
    accuracy: interval(accuracy, 0.02),
    precision: interval(who === 'always-no' ? null : accuracy, 0.02),
    recall: interval(accuracy, 0.02),
    f1: interval(accuracy, 0.02),
    yesRate: 0.4,
    viewerGain:
      who === 'viewer' ? null : { difference: 0.78 - accuracy, p: who === 'ease' ? null : 0.0001, effectSize: 0.5 },
  }
}

const who = [
  'viewer',
  'popularity',
  'ease',
  'persona-shuffled',
  'random-clicker',
  'order-only',
  'always-yes',
  'always-no',
]

const verdicts: readonly TrustVerdict[] = [
  {
    question: 'recommender',
    verdict: 'refuse',
    reason: 'Too few viewers: 0.30 points.',
    detectable: { value: 0.4567, unit: 'points of satisfaction' },
    findings: [
      { rule: 'number of viewers', judgement: 'refuse', says: 'Too few viewers: 0.30 points.' },
      { rule: 'controls', judgement: 'supported', says: 'No control without taste parts any two recommenders.' },
    ],
  },
  { question: 'stay', verdict: 'caution', reason: 'Assumed.', detectable: null, findings: [] },
]

/** A run of five recommenders, one of which nobody rated; its name and a warning are markup. */
function result(): SimulationResult {
  const rows = names.map((name, at) => simulationRow(name, 'viewer', satisfactions[at]!))
  const comparisons = names.flatMap((recommender, at) =>
    names.slice(at + 1).map((other, step) => {
      const [a, b] = [satisfactions[at]!, satisfactions[at + 1 + step]!]
      const difference = b === null ? null : a! - b
      const known = difference !== null
      return {
        recommender,
        other,
        measure: 'satisfaction' as const,
        difference,
        low: known ? difference - 0.15 : null,
        high: known ? difference + 0.15 : null,
        p: known ? 0.0004 : null,
        adjustedP: known ? 0.004 : null,
        effectSize: known ? difference / 2 : null,
        viewers: known ? 500 : 0,
      }
    }),
  )
  const metric = (mean: number | null, half: number | null) => ({
    mean,
    low: mean === null || half === null ? null : mean - half,
    high: mean === null || half === null ? null : mean + half,
    users: 940,
  })
  return {
    detections: [],
    manifest: {
      version: 2,
      kind: 'simulation',
      tastemaker: '0.1.0',
      node: '24.21.0',
      createdAt: '2026-11-24T10:30:00.000Z',
      status: 'finished',
      seed: 7,
      workers: 2,
      data: {
        name: 'ml-100k',
        flags: { data: 'ml-100k' },
        hash: 'abcdef0123456789',
        licence: 'research use',
        people: 943,
        items: 1682,
        events: 100_000,
        notes: ['7 rows were merged.'],
      },
      split: 'three-way by time',
      recommenders: names.map((name) => ({
        name,
        family: name === 'popularity' ? 'popularity' : 'item-item',
        fitSeconds: 0.4,
      })),
      request: { recommenders: [...names], mind: 'choice' },
      world: { name: 'feed', pageSize: 4, maxPages: 5, mask: 'train' },
      viewers: {
        system: 'agent4rec',
        mind: 'choice',
        model: null,
        granted: [],
        qualified: true,
        beside: null,
        utility: { interest: 'ials', stars: 'biased-mf', families: ['factorisation'], fittedOn: 'train + private' },
        options: { likeFrom: 4, memoryPreset: 'described' },
        count: 500,
        controls: ['random-clicker', 'persona-shuffled'],
        controlCount: 100,
      },
      warnings: [],
      seconds: 41.3,
      steps: 91_000,
    },
    rows,
    comparisons,
    offline: {
      protocol: {
        dataset: 'ml-100k',
        hash: 'h',
        testHash: 't',
        split: 's',
        candidates: 'all unseen',
        filterSeen: true,
        ties: 'item id',
        gain: 'binary',
        people: 940,
        dropped: 3,
        cold: 1,
        unreachable: 2,
        k: [10],
      },
      plan: {
        primary: 'ndcg@10',
        test: 'randomisation',
        adjustment: 'holm',
        interval: 'percentile',
        resamples: 10_000,
        permutations: 100_000,
      },
      rows: names.map((recommender, at) => ({
        recommender,
        metrics: {
          'ndcg@10': metric(at === 4 ? null : 0.1 + at / 50, 0.008),
          'recall@10': metric(0.2 + at / 40, 0.01),
          'item_coverage@10': metric(0.05 + at / 12, null),
        },
        marks: [],
        fitSeconds: at === 4 ? null : 0.4,
        scoreSeconds: 0.2,
        evaluateSeconds: 0.1,
        usersPerSecond: at === 4 ? null : 12_345.6,
        memory: null,
        requestTimes: null,
        tiedShare: 0,
      })),
      comparisons: [
        {
          recommender: 'popularity',
          other: 'ease',
          metric: 'ndcg@10',
          difference: 0,
          low: 0,
          high: 0,
          p: null,
          adjustedP: null,
          effectSize: null,
          rankBiserial: null,
          users: 940,
          equal: 940,
          reason: 'all differences are zero',
        },
      ],
      notes: ['popularity: 42.0% of the lists have tied scores.'],
    },
    exits: names.map((recommender, at) => ({ recommender, pages: [100 - 10 * at, 100, 150, 80 + 10 * at, 70] })),
    trust: {
      order: { simulated: names, heldOut: [...names].reverse(), metric: 'ndcg@10', tau: null },
      controls: [
        ...names.map((name) => simulationRow(name, 'random-clicker', 4)),
        ...names.map((name, at) => simulationRow(name, 'persona-shuffled', 3 + at)),
      ],
      alignment: [1, 9].map((ratio) => ({
        ratio,
        rivals: ratio === 1 ? ('uniform' as const) : ('equally-popular' as const),
        excluded: 2,
        short: 1,
        rows: who.map((name, at) => alignmentRow(name, ratio, 0.78 - at / 30)),
      })),
      stars: {
        simulated: { points: [1, 2, 3, 4, 5], counts: [20, 60, 210, 320, 190] },
        real: { points: [1, 2, 3, 4, 5], counts: [0, 0, 0, 0, 0] },
      },
      verdicts,
      positions: [
        { as: 'viewer', judged: [900, 900, 900, 900], yes: [820, 810, 800, 805], watched: [600, 610, 590, 600] },
        { as: 'order-only', judged: [90, 90, 90, 0], yes: [90, 90, 0, 0], watched: [80, 80, 0, 0] },
      ],
      narrowing: null,
      warnings: [`The run noted: <b>ease</b> & "kin".`, 'Too few viewers: 0.30 points.'],
    },
    card: null,
    ledger: null,
    besideUsers: [],
    cost: { modelCalls: 0, fromJournal: 0, tokens: { prompt: 0, generated: 0 }, money: null, seconds: 41.3 },
  }
}

function visitOf(user: string): RunEvent[] {
  const envelope = {
    v: 1,
    ts: 0,
    session: `viewer/ease/${user}`,
    user,
    recommender: 'ease',
    as: 'viewer',
    source: 'simulation',
  }
  return [
    {
      type: 'slate-shown',
      page: 1,
      slate: [
        { item: '1', position: 0, score: 2 },
        { item: 'constructor', position: 1, score: 1 },
      ],
    },
    { type: 'item-judged', item: '1', aligned: true, probability: 0.93 },
    { type: 'item-judged', item: 'constructor', aligned: false, probability: 0.31 },
    { type: 'item-watched', item: '1' },
    { type: 'item-rated', item: '1', stars: 4 },
    { type: 'item-felt', item: '1', text: `I gave ${EVIL} 4 stars.` },
    { type: 'page-decided', decision: 'exit', probability: 0.4 },
    { type: 'user-left', page: 1, reason: 'left' },
    { type: 'user-interviewed', satisfaction: 8, text: 'I left after page 1.' },
  ].map((event, n) => ({ ...envelope, n, ...event }) as RunEvent)
}

const card: MindCard = {
  version: 1,
  model: 'local/small',
  fingerprint: 'f',
  data: { name: 'ml-100k', hash: 'abcdef0123456789' },
  seed: 1,
  prompts: '1',
  tastemaker: '0.1.0',
  madeAt: '2026-11-24T12:00:00.000Z',
  jobs: [
    {
      job: 'form',
      measure: 'valid answers',
      n: 30,
      gate: 30,
      value: 1,
      low: 0.88,
      high: 1,
      control: null,
      gain: null,
      verdict: 'decide',
      reason: 'All 30 had the form asked for.',
      details: {},
    },
  ],
}
const spent = { calls: 1200, fromJournal: 34, promptTokens: 5000, generatedTokens: 70, money: 0.0123, failed: 2 }
const ledger: RunLedger = {
  model: 'local/small',
  ...spent,
  retries: 3,
  callSeconds: 12,
  failures: { provider: 2 },
  steps: [{ step: 'agent4rec/align', ...spent }],
  agents: [],
}

const input: ReportInput = {
  result: result(),
  visits: [{ session: 'viewer/ease/196', title: `Viewer ${EVIL}`, events: visitOf('196') }],
  titles: { '1': EVIL },
  personas: { '196': 'I keep to <i>few</i> genres.' },
}
const page = await reportHtml(input)

/** The text of one section, tags left out. */
function sectionText(id: string, of = page): string {
  const section = new RegExp(`<section id="${id}"[\\s\\S]*?(?=<section id=|</main>)`).exec(of)?.[0] ?? ''
  return section.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
}

describe('reportHtml', () => {
  it('reportHtml() answers in its heading', () => {
    expect(/<h1>(.*?)<\/h1>/.exec(page)![1]).toBe('ease serves these 500 viewers best.')
  })

  it('reportHtml() escapes titles, names and warnings wherever they stand', () => {
    expect(page).not.toContain('<script')
    expect(page).not.toContain('<b>ease</b>')
    expect(page).not.toContain('<i>few')
    const escaped = '&lt;script&gt;alert(&quot;film&quot;)&lt;/script&gt; &amp; &#39;quotes&#39;'
    expect(page.split(escaped).length).toBeGreaterThan(10)
  })

  it('reportHtml() loads nothing and runs nothing', () => {
    expect(page).not.toMatch(/https?:|\b(src|srcset|data|poster)=|@import|url\((?!#)|\son\w+=|javascript:/i)
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
    const links = [...page.matchAll(/href="([^"]*)"/g)].map(([, link]) => link!)
    for (const link of links) expect(page).toContain(`id="${link.slice(1)}"`)
    expect(links.every((link) => link.startsWith('#'))).toBe(true)
  })

  it('reportHtml() has every section, in order, with an id of its own', () => {
    const ids = [...page.matchAll(/\bid="([^"]*)"/g)].map(([, id]) => id!)
    expect(new Set(ids).size).toBe(ids.length)
    expect([...page.matchAll(/<section id="([^"]*)"/g)].map(([, id]) => id)).toEqual([
      'trust',
      'protocol',
      'recommenders',
      'pictures',
      'comparisons',
      'offline',
      'controls',
      'alignment',
      'visits',
      'cost',
      'about',
    ])
    expect(page.match(/<svg /g)).toHaveLength(5)
  })

  it('reportHtml() closes every tag it opens', () => {
    const open: string[] = []
    const without = new Set(['meta', 'br', '!doctype'])
    for (const [, slash, name] of page
      .replace(/<style>[\s\S]*?<\/style>/, '')
      .matchAll(/<(\/?)([!a-z][a-z0-9]*)[^>]*>/gi)) {
      const tag = name!.toLowerCase()
      if (without.has(tag)) continue
      if (slash === '') open.push(tag)
      else expect(open.pop()).toBe(tag)
    }
    expect(open).toEqual([])
  })

  it('reportHtml() is the same text each time', async () => {
    expect(await reportHtml(input)).toBe(page)
  })

  it('reportHtml() shows unknown statistics as a dash with a reason, never as zero', () => {
    const row = /<tr><th scope="row">&lt;script.*?<\/tr>/.exec(page.slice(page.indexOf('id="recommenders"')))![0]
    expect(row.match(/–<sup>/g)).toHaveLength(8)
    expect(row).not.toMatch(/>0[.%<]/)
    expect(sectionText('recommenders')).toContain('no exit interview was answered.')
    expect(sectionText('offline')).toContain('How far the two orders agree cannot be told')
    expect(sectionText('offline')).toContain('all differences are zero.')
    expect(sectionText('alignment')).toContain('never said yes.')
    expect(sectionText('pictures')).toContain('nobody rated.')
  })

  it('reportHtml() tells the protocol, the failures and what it cost', () => {
    const protocol = sectionText('protocol')
    for (const fact of [
      '943 people',
      'three-way by time',
      'all unseen',
      'up to 5 pages of 4 items',
      '3 failed answers',
      'seed 7',
    ]) {
      expect(protocol).toContain(fact)
    }
    const cost = sectionText('cost')
    for (const fact of [
      'model calls 0',
      'tokens 0',
      'money none',
      '41 s on 2 threads',
      'No language model was asked.',
    ]) {
      expect(cost).toContain(fact)
    }
    const about = sectionText('about')
    for (const fact of ['research use', '2026-11-24 10:30 UTC']) expect(about).toContain(fact)
  })

  it('reportHtml() writes the command of the same run, quoted for a shell', () => {
    const about = sectionText('about')
    expect(about).toContain('tastemaker simulate --data ml-100k')
    expect(about).toContain(`--recommenders &#39;popularity,item-knn:neighbours=50,shrink=10,ease`)
    expect(about).toContain('--options likeFrom=4,memoryPreset=described')
  })

  it('reportHtml() says first what may be believed, with the reason and what could have been found', () => {
    const trust = sectionText('trust')
    expect(trust).toContain('Which recommender serves them better? ✕ refuse Too few viewers: 0.30 points.')
    expect(trust).toContain('runs of this size would find: 0.46 points of satisfaction.')
    expect(trust).toContain('How long do they stay? ! caution Assumed.')
    expect(trust).toContain('controls: supported. No control without taste')
    expect(trust).toContain('1 more thing to know The run noted')
    expect(/<header>[\s\S]*<\/header>/.exec(page)![0]).toContain('class="chip refuse"')
    expect(sectionText('controls')).toContain('No control without taste parts any two recommenders.')
  })

  it('reportHtml() writes visits with titles, and an id where there is no title', () => {
    const visits = sectionText('visits')
    expect(visits).toContain('yes (93% likely) · watched · ★ 4 utility')
    expect(visits).toContain('constructor no (a yes was 31% likely) utility')
    expect(visits).toMatch(/4 stars. template/)
    expect(visits).toContain('Left after page 1. Satisfaction 8 of 10.')
    expect(visits).toContain('I keep to &lt;i&gt;few&lt;/i&gt; genres.')
  })

  it('reportHtml() shows the card of a model, what it cost, and marks what it decides unqualified', async () => {
    const own = result()
    const { viewers } = own.manifest
    const asked = {
      ...own,
      manifest: {
        ...own.manifest,
        request: { ...own.manifest.request, modelFlags: { llm: 'local/small' } },
        viewers: { ...viewers, mind: 'language' as const, model: 'local/small', granted: ['form'], qualified: false },
      },
      card,
      ledger,
      cost: {
        modelCalls: 1200,
        fromJournal: 34,
        tokens: { prompt: 5000, generated: 70 },
        money: 0.0123,
        seconds: 41.3,
      },
    }
    const shown = await reportHtml({ ...input, result: asked })
    expect(sectionText('mind', shown)).toContain('form decide valid answers 1.000 0.880 to 1.000')
    expect(sectionText('mind', shown)).toContain('it has no control.')
    const cost = sectionText('cost', shown)
    for (const fact of ['1,200, and 34 answers from the journal', '5,000 read, 70 written', '0.0123', '2 provider'])
      expect(cost).toContain(fact)
    for (const id of ['recommenders', 'comparisons', 'controls'])
      expect(sectionText(id, shown)).toContain('(unqualified)')
    expect(sectionText('alignment', shown)).toContain('viewer, unqualified')
    expect(sectionText('visits', shown)).toContain('★ 4 model, unqualified')
    expect(sectionText('about', shown)).toContain('--mind language \\ --llm local/small')
    expect(shown).toContain('<a href="#mind">')
  })

  it('reportHtml() stands up with one recommender, no controls, no alignment and no visits', async () => {
    const whole = result()
    const small = {
      ...whole,
      rows: whole.rows.slice(0, 1),
      comparisons: [],
      exits: whole.exits.slice(0, 1),
      offline: { ...whole.offline, rows: whole.offline.rows.slice(4), comparisons: [], notes: [] },
      trust: { ...whole.trust, verdicts: [], positions: [], controls: [], alignment: [], warnings: [] },
      cost: { ...whole.cost, seconds: null },
    }
    const text = await reportHtml({ result: small, visits: [], titles: {} })
    expect(text).toContain('Only popularity was judged')
    expect(text).toContain('No visit was kept to read.')
    expect(text).not.toMatch(/NaN|undefined|Infinity/)
  })
})
