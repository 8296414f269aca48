/**
 * A server of a language model as a process of its own, for `model-calls.ts`: it answers every chat with one text (its second argument, one label
 * unless given), after so many milliseconds (its first), and prints its base URL. It does no more than it must, so that what is measured is the caller's.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const delay = Number(process.argv[2] ?? 0)
const content = process.argv[3] ?? 'yes'
const answer = JSON.stringify({
  id: 'answer',
  object: 'chat.completion',
  created: 0,
  model: 'instant',
  choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 600, completion_tokens: 1, total_tokens: 601 },
})
const head = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) }

const server = createServer((incoming, response) => {
  const reply = () => response.writeHead(200, head).end(answer)
  incoming.resume()
  incoming.once('end', () => (delay > 0 ? setTimeout(reply, delay) : reply()))
})
// A caller that is held up for seconds finds its connections open.
server.keepAliveTimeout = 600_000
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1\n`)
})
