import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDataset, simulate, writeReport } from '../src/index.ts'
import { scriptedModel } from '../src/testing/index.ts'

/*
 * Group "browser": opens the report in a real browser. Needs Debian's chromium; elsewhere the group says by name that it
 * was skipped.
 */
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const group = existsSync(executablePath) ? 'browser' : `browser (skipped: no chromium at ${executablePath})`

describe.skipIf(!existsSync(executablePath))(group, () => {
  let folder = ''
  let page = ''
  let browser: Browser
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tastemaker-browser-'))
    const data = await loadDataset('generated:users=60,items=120')
    const model = scriptedModel(({ wanted }) => (wanted.type === 'choice' ? wanted.labels[0]! : 'A quiet film.'))
    await simulate({
      data,
      recommenders: ['random', 'popularity', 'item-knn'],
      out: folder,
      viewers: 20,
      workers: 1,
      model,
      languageViewers: 2,
    })
    page = pathToFileURL(await writeReport(folder)).href
    const quiet = [
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ]
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', ...quiet] })
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await rm(folder, { recursive: true, force: true })
  })

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 768],
    ['light', 360],
    ['dark', 360],
  ] as const)(
    'report opens in %s at %i pixels: pictures drawn, nothing wider than the page, nothing asked of the network',
    async (colorScheme, width) => {
      const tab = await browser.newPage({ colorScheme, viewport: { width, height: 800 } })
      const asked: string[] = []
      const complaints: string[] = []
      tab.on('request', (request) => asked.push(request.url()))
      tab.on('console', (message) => complaints.push(message.text()))
      tab.on('pageerror', (error) => complaints.push(error.message))
      await tab.goto(page)
      const seen = (await tab.evaluate(`({
      width: document.documentElement.scrollWidth,
      pictures: [...document.querySelectorAll('figure svg')].map((svg) => svg.getBoundingClientRect().width),
      ink: getComputedStyle(document.body).color,
      paper: getComputedStyle(document.documentElement).backgroundColor,
      sections: [...document.querySelectorAll('main > section')].map(({ id }) => id),
      chips: [...document.querySelectorAll('.verdicts > li .chip')].map((chip) => getComputedStyle(chip).color),
      panel: getComputedStyle(document.querySelector('.verdicts > li')).backgroundColor,
    })`)) as Seen
      expect(seen.width).toBe(width)
      expect(seen.pictures).toHaveLength(5)
      expect(Math.min(...seen.pictures)).toBeGreaterThan(200)
      expect(contrast(seen.ink, seen.paper)).toBeGreaterThan(7)
      expect(seen.sections[0]).toBe('trust')
      expect(seen.sections).toEqual(expect.arrayContaining(['mind', 'visits', 'cost']))
      expect(seen.chips).toHaveLength(4)
      for (const chip of seen.chips) expect(contrast(chip, seen.panel)).toBeGreaterThan(4.5)
      expect(brightness(seen.paper) > 0.5).toBe(colorScheme === 'light')
      expect(asked).toEqual([page])
      expect(complaints).toEqual([])
      await tab.close()
    },
  )
})

interface Seen {
  readonly width: number
  readonly pictures: readonly number[]
  readonly ink: string
  readonly paper: string
  readonly sections: readonly string[]
  readonly chips: readonly string[]
  readonly panel: string
}

/** Relative luminance of a CSS rgb colour (WCAG 2.2). */
function brightness(colour: string): number {
  const [red, green, blue] = (colour.match(/\d+/g) ?? []).map((part) => {
    const share = Number(part) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

function contrast(one: string, other: string): number {
  const [low, high] = [brightness(one), brightness(other)].sort((a, b) => a - b)
  return (high! + 0.05) / (low! + 0.05)
}
