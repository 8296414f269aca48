import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { assistant } from '../src/assistant/index.ts'
import { systemClock } from '../src/clock.ts'
import { datasetFromRows } from '../src/data/index.ts'
import { type Dataset, itemId, userId } from '../src/domain/index.ts'
import { guarded, systemSleep } from '../src/minds/index.ts'
import { chatModel } from '../src/minds/providers/chat-model.ts'
import { randomStream } from '../src/random.ts'
import { type Measured, median } from './_measure.ts'

const ITEMS = 100_000
const AT_ONCE = 64
const TURNS = 5
const SLOW = 500
/** A turn of a model is a plan and a reply. */
const CALLS_A_TURN = 2

const SAID = [
  'Hello',
  'comedies from the nineties',
  'never horror',
  'like this but older',
  'not the second one',
  'something popular',
  'why the first?',
  'more',
  'dramas before 1980 instead',
  'about lighthouses',
]

/**
 * How long does a turn of a conversation take over a large catalogue without a language model, and how near do many conversations at
 * once come to what their server could answer?
 */
export async function chatTurns(): Promise<Measured[]> {
  const data = catalogueOf(ITEMS)
  const talker = await assistant({ data })
  const known = talker.open({ user: userId('u1') })
  // The first conversation makes what all of them share.
  for (const text of SAID) await known.reply(text)
  const turns: number[] = []
  for (const user of ['u2', 'u3', 'u4']) {
    const talk = talker.open({ user: userId(user) })
    for (const text of SAID) turns.push((await talk.reply(text)).cost.milliseconds)
  }
  turns.sort((a, b) => a - b)
  const slowest = turns[Math.floor(0.95 * (turns.length - 1))]!
  const share = await atOnce()
  return [
    {
      what: `a chat turn without a language model over ${ITEMS.toLocaleString('en')} items (${talker.recommender.name})`,
      target: 'under 50 ms',
      seen: `${median(turns).toFixed(1)} ms (95% within ${slowest.toFixed(1)}, most ${turns.at(-1)!.toFixed(1)})`,
      met: slowest < 50,
    },
    {
      what: `${AT_ONCE} conversations at once with a server that takes ${SLOW} ms, as a share of its ideal rate`,
      target: '90%',
      seen: `${(100 * share).toFixed(1)}%`,
      met: share >= 0.9,
    },
  ]
}

/** Conversations over a small catalogue, all in flight together: only the waiting for the server should take time. */
async function atOnce(): Promise<number> {
  const plan = JSON.stringify({ steps: [{ tool: 'map', input: { k: 5 } }], reasoning: '', answer: 'Here they are.' })
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('_model-call-server.ts', import.meta.url)), String(SLOW), plan],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  try {
    const url = await new Promise<string>((resolve) =>
      child.stdout.once('data', (text) => resolve(String(text).trim())),
    )
    const bare = chatModel({ name: 'far', url, model: 'far', concurrency: AT_ONCE })
    const model = guarded(bare, { clock: systemClock, sleep: systemSleep, random: randomStream(1) })
    const talker = await assistant({ data: catalogueOf(1000), mind: 'language', model })
    await talker.open().reply(SAID[1]!)
    const started = systemClock.elapsed()
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        const talk = talker.open()
        for (let turn = 0; turn < TURNS; turn++) await talk.reply('comedies from the nineties')
      }),
    )
    const took = systemClock.elapsed() - started
    await bare.close()
    return (TURNS * CALLS_A_TURN * SLOW) / took
  } finally {
    child.kill()
  }
}

/** Invented items in twenty groups, with a few people who did some of them. */
function catalogueOf(items: number): Dataset {
  const random = randomStream(7)
  const groups = ['Comedy', 'Drama', 'Horror', 'Crime', 'War', 'Western', 'Romance', 'Musical', 'Mystery', 'Fantasy']
  const words = ['Amber', 'Birch', 'Cedar', 'Dune', 'Ember', 'Frost', 'Gale', 'Harbour', 'Island', 'Juniper']
  const catalogue = Array.from({ length: items }, (_, place) => ({
    id: itemId(`i${String(place).padStart(6, '0')}`),
    title: `${words[random.int(10)]} ${words[random.int(10)]} ${place}`,
    categories: [groups[random.int(10)]!],
    attributes: { year: 1930 + random.int(90) },
    text: random.int(50) === 0 ? 'About lighthouses.' : 'About other things.',
  }))
  const rows = Array.from({ length: 200_000 }, (_, at) => ({
    user: userId(`u${random.int(2000)}`),
    item: catalogue[Math.floor(items * random.next() ** 3)]!.id,
    value: 1,
    at,
  }))
  return datasetFromRows(rows, {
    name: 'invented',
    licence: 'ours',
    catalogue,
    people: Array.from({ length: 2000 }, (_, user) => ({ id: userId(`u${user}`) })),
  })
}
