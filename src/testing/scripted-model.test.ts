import { expect, it } from 'vitest'
import { type ModelCall, ModelFailure, TastemakerError, type Wanted } from '../domain/index.ts'
import { describeLanguageModel } from './describe-language-model.ts'
import { type ModelScript, type ScriptedReply, scriptedModel } from './scripted-model.ts'

const script: ModelScript = ({ wanted, seed }) => {
  if (wanted.type === 'choice') return wanted.labels.map((label) => (label === 'yes' ? 0.75 : 0.25))
  return wanted.type === 'json' ? '{"mood": "good"}' : `It was good, ${seed} times.`
}

describeLanguageModel('scriptedModel()', () => scriptedModel(script))
describeLanguageModel('scriptedModel() that takes one call at once, slowly, and is not repeatable', () =>
  scriptedModel((call) => Promise.resolve().then(() => script(call)), { concurrency: 1, repeatable: false }),
)

const call = (wanted: Wanted, seed = 1): ModelCall => ({
  system: 'You are one viewer.',
  user: 'Is  it\ngood?',
  wanted,
  temperature: 1,
  seed,
  by: { agent: 'viewer/1', step: 'test' },
})
const choice: Wanted = { type: 'choice', labels: ['yes', 'no'] }
const text: Wanted = { type: 'text', maxTokens: 9 }

it('scriptedModel() counts words as tokens and remembers its calls', async () => {
  const model = scriptedModel(() => 'It was good.')
  expect(await model.answer(call(text))).toEqual({
    text: 'It was good.',
    probabilities: null,
    usage: { promptTokens: 7, generatedTokens: 3 },
  })
  expect(model.calls).toEqual([call(text)])
})

it('scriptedModel() names a label, or the likeliest of probabilities', async () => {
  const answered = async (reply: ScriptedReply) => (await scriptedModel(() => reply).answer(call(choice))).probabilities
  expect(await answered('no')).toEqual([0, 1])
  expect(await answered([0.3, 0.7])).toEqual([0.3, 0.7])
  expect((await scriptedModel(() => [0.3, 0.7]).answer(call(choice))).text).toBe('no')
})

it('scriptedModel() fails as the script says, and where a reply is no answer', async () => {
  const failing = (reply: ScriptedReply, wanted: Wanted = choice) => scriptedModel(() => reply).answer(call(wanted))
  const slow = new ModelFailure('timeout', 'slow')
  const key = new TastemakerError('llm/key', 'The key is wrong.')
  await expect(failing(slow)).rejects.toBe(slow)
  await expect(failing(key)).rejects.toBe(key)
  await expect(failing('maybe')).rejects.toMatchObject({ kind: 'ungrounded', message: 'maybe' })
  await expect(failing([1])).rejects.toMatchObject({ kind: 'unparseable' })
  await expect(failing([0.5, 0.5, 0])).rejects.toMatchObject({ kind: 'unparseable' })
  await expect(failing([1, 0], text)).rejects.toMatchObject({ kind: 'unparseable' })
})

it('scriptedModel() works on as many calls at once as it says', async () => {
  let running = 0
  let most = 0
  const model = scriptedModel(
    async () => {
      most = Math.max(most, ++running)
      await Promise.resolve()
      running--
      return 'yes'
    },
    { concurrency: 2 },
  )
  await Promise.all([1, 2, 3, 4, 5].map((seed) => model.answer(call(choice, seed))))
  expect({ most, calls: model.calls.map(({ seed }) => seed) }).toEqual({ most: 2, calls: [1, 2, 3, 4, 5] })
})

it('scriptedModel() is named as it is told', () => {
  expect(scriptedModel(script)).toMatchObject({ name: 'scripted', fingerprint: 'scripted', repeatable: true })
  const options = { name: 'toy/one', fingerprint: 'toy-1', concurrency: 3, repeatable: false }
  expect(scriptedModel(script, options)).toMatchObject(options)
})
