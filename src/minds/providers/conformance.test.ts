import { afterAll, beforeAll } from 'vitest'
import { randomStream } from '../../random.ts'
import { describeLanguageModel } from '../../testing/describe-language-model.ts'
import { type ModelServer, modelServer } from '../../testing/model-server.ts'
import { openJournalFile } from '../calls/_journal-file.ts'
import { settled, stoppedClock } from '../calls/_stopped-clock.test-parts.ts'
import { guarded } from '../calls/guarded.ts'
import { journalOn } from '../calls/journal.ts'
import { sharedLimiter } from '../calls/shared-limiter.ts'
import { chatModel } from './chat-model.ts'
import { providerModel } from './provider-model.ts'

let server: ModelServer
beforeAll(async () => {
  server = await modelServer()
})
afterAll(async () => {
  await settled()
  await server.close()
})

const options = { name: 'openai-compatible/m', model: 'm', concurrency: 3 }

describeLanguageModel('chatModel()', () => chatModel({ ...options, url: server.url }))

describeLanguageModel('chatModel() with a fetch', () =>
  chatModel({ ...options, url: server.url, fetch: globalThis.fetch }),
)

describeLanguageModel('providerModel()', async () => {
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
  const sdk = createOpenAICompatible({ name: 'plain', baseURL: server.url, supportsStructuredOutputs: true }).chatModel(
    'm',
  )
  return providerModel(sdk, { ...options, server: server.url })
})

describeLanguageModel('a server with everything around it', async () => {
  const time = stoppedClock()
  const limiter = sharedLimiter({ ...time, order: 'prefix' })
  const guards = { ...time, random: randomStream(1), limiter, budget: { calls: 100, tokens: 100_000 } }
  const journal = journalOn(await openJournalFile(':memory:', 'write'), time.clock)
  return journal.wrap(guarded(chatModel({ ...options, url: server.url }), guards))
})
