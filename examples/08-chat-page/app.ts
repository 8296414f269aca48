import { readFile } from 'node:fs/promises'
import { Hono } from 'hono'
import { chatHandler, type Talker } from '../../src/assistant/index.ts'

/** What a browser may load here: nothing from elsewhere, and no script but the page's own. */
const POLICY = "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The page and its route. @example serve({ fetch: chatApp(await assistant({ data })).fetch }) */
export function chatApp(talker: Talker): Hono {
  const chat = chatHandler(talker, { trace: true, onError: (error) => process.stderr.write(`${error}\n`) })
  const file = (name: string, type: string) => async () =>
    new Response(await readFile(new URL(name, import.meta.url), 'utf8'), {
      headers: { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': POLICY },
    })
  return new Hono()
    .get('/', file('page.html', 'text/html'))
    .get('/page.css', file('page.css', 'text/css'))
    .get('/page.js', file('page.js', 'text/javascript'))
    .post('/api/chat', (c) => chat(c.req.raw))
}
