import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ServerType, serve } from '@hono/node-server'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chatApp } from '../examples/08-chat-page/app.ts'
import { assistant, readCatalogue } from '../src/assistant/index.ts'
import { type Item, itemId } from '../src/domain/index.ts'

/*
 * Group "browser": talks with the page of example 08 in a real browser. Needs Debian's chromium; elsewhere the group says by name that
 * it was skipped.
 */
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const group = existsSync(executablePath) ? 'browser' : `browser (skipped: no chromium at ${executablePath})`
const file = (name: string): string => fileURLToPath(new URL(`../examples/08-chat-page/${name}`, import.meta.url))
const HOSTILE = '<img src=x onerror="document.title=\'broken\'">Laugh & <b>Cry</b>'

describe.skipIf(!existsSync(executablePath))(group, () => {
  let folder = ''
  let address = ''
  let server: ServerType
  let browser: Browser
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tastemaker-chat-'))
    const films = await readCatalogue(file('films.csv'), { events: file('ratings.csv') })
    const hostile: Item = { ...films.catalogue[0]!, id: itemId('f01'), title: HOSTILE }
    const data = { ...films, catalogue: [hostile, ...films.catalogue.slice(1)] }
    const app = chatApp(await assistant({ data }))
    address = await new Promise((resolve) => {
      server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
        resolve(`http://127.0.0.1:${port}`),
      )
    })
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
    server?.close()
    await rm(folder, { recursive: true, force: true })
  })

  /** Says something and waits for the whole answer. @returns the titles on its cards */
  async function say(tab: Page, text: string): Promise<readonly string[]> {
    await tab.getByLabel('Message').fill(text)
    await tab.getByRole('button', { name: 'Send' }).click()
    await tab.locator('.said', { hasText: text }).waitFor()
    await tab.locator('.answer:last-of-type:not(.waiting)').waitFor()
    return tab.locator('.answer').last().locator('.card h2').allTextContents()
  }

  it.each([
    ['light', 1100],
    ['dark', 1100],
    ['light', 360],
    ['dark', 360],
  ] as const)(
    'the chat page in %s at %i pixels shows cards, hears "not the first one", and keeps a hostile title text',
    async (colorScheme, width) => {
      const tab = await browser.newPage({ colorScheme, reducedMotion: 'reduce', viewport: { width, height: 900 } })
      const complaints: string[] = []
      const asked: string[] = []
      tab.on('console', (message) => complaints.push(message.text()))
      tab.on('pageerror', (error) => complaints.push(error.message))
      tab.on('request', (request) => asked.push(request.url()))
      await tab.goto(address)
      const comedies = await say(tab, 'comedies please')
      expect(comedies).toHaveLength(5)
      expect(comedies).toContain(HOSTILE)
      const rest = await say(tab, 'not the first one')
      expect(rest).toHaveLength(5)
      expect(rest).not.toContain(comedies[0])
      for (const facts of await tab.locator('.facts').allTextContents()) expect(facts).toContain('comedy')
      expect(await tab.locator('.answer').last().locator('.wish').allTextContents()).toContain('comedy')
      await tab.screenshot({ path: join(process.env['SCREENSHOTS'] ?? folder, `chat-${colorScheme}-${width}.png`) })
      const seen = await tab.evaluate(`({
        width: document.documentElement.scrollWidth,
        pictures: document.querySelectorAll('#talk img').length,
        title: document.title,
      })`)
      expect(seen).toEqual({ width, pictures: 0, title: 'What shall we watch?' })
      expect(asked.every((url) => url.startsWith(address) || url.startsWith('data:'))).toBe(true)
      expect(complaints).toEqual([])
      await tab.close()
    },
  )

  it('the chat page shows the sentence of a refusal and can go on', async () => {
    const tab = await browser.newPage()
    await tab.goto(address)
    await tab.getByLabel('Message').fill(' ')
    await tab.getByRole('button', { name: 'Send' }).click()
    await tab.locator('.trouble').waitFor()
    expect(await tab.locator('.trouble').textContent()).toContain('has no words')
    await tab.locator('button:not(:disabled)').waitFor()
    expect(await say(tab, 'westerns')).toHaveLength(5)
    await tab.close()
  })
})
