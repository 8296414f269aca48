import { forecast as foretell } from '../src/minds/calls/forecast.ts'
import { randomStream } from '../src/random.ts'
import type { Measured } from './_measure.ts'

const AGENTS = 10_000
const PILOT = 100
const POPULATIONS = 200

/**
 * How far off is the foretold number of tokens after a pilot of 1%, and does its range hold the true one? On made-up
 * populations: pages by how long somebody stays (geometric), tokens of a page with a long right tail (log-normal).
 */
export async function forecast(): Promise<Measured[]> {
  const errors: number[] = []
  let held = 0
  for (let seed = 0; seed < POPULATIONS; seed++) {
    const rows = population(seed)
    const truth = rows.reduce((sum, row) => sum + row.promptTokens + row.generatedTokens, 0)
    const { tokens } = foretell({ agents: PILOT, rows: rows.slice(0, PILOT), seconds: 1 }, { agents: AGENTS })
    errors.push(Math.abs(tokens.value / truth - 1))
    if (tokens.low! <= truth && truth <= tokens.high!) held++
  }
  errors.sort((a, b) => a - b)
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`
  const middle = errors[POPULATIONS / 2]!
  const ninth = errors[Math.floor(POPULATIONS * 0.9)]!
  return [
    {
      what: `tokens foretold by a pilot of ${PILOT} of ${AGENTS.toLocaleString('en-US')} agents: error`,
      target: 'within 10%',
      seen: `${percent(middle)} (nine in ten within ${percent(ninth)})`,
      met: middle <= 0.1,
    },
    {
      what: 'the foretold range holds the true number of tokens',
      target: '95%',
      seen: percent(held / POPULATIONS),
      met: held / POPULATIONS >= 0.95,
    },
  ]
}

function population(seed: number) {
  const random = randomStream(seed, 'population')
  return Array.from({ length: AGENTS }, () => {
    const pages = Math.min(10, 1 + Math.floor(Math.log(1 - random.next()) / Math.log(0.6)))
    let promptTokens = 0
    for (let page = 0; page < pages; page++) promptTokens += Math.round(1200 * Math.exp(0.5 * random.normal()))
    return { calls: 2 * pages, promptTokens, generatedTokens: 60 * pages }
  })
}
