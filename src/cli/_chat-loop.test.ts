import { describe, expect, it } from 'vitest'
import { type Conversation, itemId, type Reply } from '../domain/index.ts'
import { chatLoop } from './_chat-loop.ts'

const CARD = {
  id: itemId('i1'),
  title: 'Heat (1995)',
  categories: ['Crime'],
  year: 1995,
  reason: 'You liked "Casino".',
}

/** Somebody who shows one card, whatever is said, and costs two calls. */
function speaker(): Conversation & { readonly heard: string[] } {
  const heard: string[] = []
  const reply = async (text: string): Promise<Reply> => {
    heard.push(text)
    return {
      ...{
        turn: heard.length,
        text: 'Here it is.',
        items: [CARD],
        applied: ['crime'],
        dropped: ['war'],
        failure: null,
      },
      cost: { calls: 2, promptTokens: 1000, generatedTokens: 50, milliseconds: 20 },
      trace: [{ step: 'map', input: { k: 1 }, output: '1 shown' }],
    }
  }
  return {
    agent: 'speaker',
    heard,
    reply,
    async *stream(text) {
      yield { type: 'reply', reply: await reply(text) }
    },
    undo: () => heard.pop() !== undefined,
  }
}

async function held(lines: readonly string[], json = false) {
  const talk = speaker()
  const printed: string[] = []
  const noted: string[] = []
  const meter = await chatLoop({
    ...{ talk, json, watched: false, prompt: () => {} },
    lines: (async function* () {
      yield* lines
    })(),
    print: (text) => printed.push(text),
    note: (text) => noted.push(text),
    price: { perMillionPrompt: 10, perMillionGenerated: 100 },
  })
  return { heard: talk.heard, printed: printed.join('\n'), noted: noted.join('\n'), meter }
}

describe('chatLoop()', () => {
  it('chatLoop() prints words, cards, wishes and what a turn took', async () => {
    const { printed, meter } = await held(['crime, please', '', '/cost'])
    expect(printed).toContain('Here it is.\n   1. Heat (1995)  Crime  [i1]\n      You liked "Casino".')
    expect(printed).toContain('  wishes: crime   dropped: war')
    expect(printed).toContain('  2 calls, 1,000 + 50 tokens, 0.0150, 20 ms')
    expect(printed).toContain('1 turns: 2 calls')
    expect(meter).toMatchObject({ turns: 1, calls: 2 })
  })

  it('chatLoop() prints one JSON document a turn, and nothing else where it is read by a program', async () => {
    const { printed, noted } = await held(['crime', '/trace', 'more'], true)
    expect(printed.split('\n').map((line) => JSON.parse(line))).toEqual(
      [1, 2].map((turn) => ({
        ...{ turn, reply: 'Here it is.', items: [{ id: 'i1', title: 'Heat (1995)' }] },
        ...{ applied: ['crime'], dropped: ['war'], calls: 2, tokens: 1050 },
      })),
    )
    expect(noted).toContain('map {"k":1}')
  })

  it('chatLoop() opens the plan, takes back, and names a command that is none', async () => {
    const { printed, heard } = await held([
      '/trace',
      'crime',
      '/trace',
      '/undo',
      '/undo',
      '/nothing',
      '/wishes',
      '/quit',
      'unheard',
    ])
    expect(printed).toContain('Nothing was said yet.')
    expect(printed).toContain('map {"k":1}\n      1 shown')
    expect(printed).toContain('Taken back.\nThere is nothing to take back.\nThere is no command /nothing.')
    expect(heard).toEqual(['my wishes'])
  })
})
