/** A chat page over a catalogue of your own: a CSV file, a route, a page. Without a language model. Add --serve to keep it open. */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { serve } from '@hono/node-server'
import { assistant, readCatalogue, type TastemakerChunk } from '../src/assistant/index.ts'
import { chatApp } from './08-chat-page/app.ts'

const { values } = parseArgs({ options: { serve: { type: 'boolean' }, port: { type: 'string', default: '0' } } })
const file = (name: string): string => fileURLToPath(new URL(`08-chat-page/${name}`, import.meta.url))

const data = await readCatalogue(file('films.csv'), { events: file('ratings.csv') })
const shop = await assistant({ data })
for (const note of shop.notes) process.stdout.write(`${note}\n`)

const { promise: address, resolve } = Promise.withResolvers<string>()
const server = serve({ fetch: chatApp(shop).fetch, hostname: '127.0.0.1', port: Number(values.port) }, ({ port }) =>
  resolve(`http://127.0.0.1:${port}`),
)
process.stdout.write(`The page is at ${await address}\n`)

if (!values.serve) {
  const text = 'comedies please'
  const response = await fetch(`${await address}/api/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: 'me', messages: [{ role: 'user', parts: [{ type: 'text', text }] }] }),
  })
  const lines = (await response.text()).split('\n\n').filter((line) => line.startsWith('data: {'))
  const cards = lines
    .map((line) => JSON.parse(line.slice('data: '.length)) as TastemakerChunk)
    .flatMap((chunk) => (chunk.type === 'data-items' ? chunk.data.items : []))
  process.stdout.write(`"${text}"\n`)
  for (const { title, year, reason } of cards) process.stdout.write(`  ${title} (${year}): ${reason}\n`)
  server.close()
  if (cards.length === 0) throw new Error('Nothing was shown.')
}
