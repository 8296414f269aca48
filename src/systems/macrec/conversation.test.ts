import { expect, it } from 'vitest'
import type { ConversationStart } from '../../agents/index.ts'
import { type ReplyPart, userId } from '../../domain/index.ts'
import { cast, command, finish, person, toyAgent, toyRun } from './_toy.test-parts.ts'

const open = async (model?: ReturnType<typeof cast>, more: Partial<ConversationStart> = {}) =>
  toyAgent({ split: false }, model).open!({ ...(await toyRun()), ...more })

const idsOf = ({ items }: { readonly items: readonly { readonly id: string }[] }): readonly string[] =>
  items.map(({ id }) => id)

it('reply() finds what the words say, orders it by the utility, and shows nothing twice', async () => {
  const talk = await open()
  const first = await talk.reply('I would like a comedy, please.')
  expect(first).toMatchObject({ turn: 1, applied: ['comedy'], dropped: [], failure: null, cost: { calls: 0 } })
  expect(idsOf(first)).toEqual(['i18', 'i16', 'i14'])
  expect(first.items[0]).toMatchObject({ title: 'Title S18', categories: ['Comedy'], year: 1998 })
  expect(first.items[0]!.reason).toContain('"Title S18" is a title from 1998 (Comedy).')
  expect(first.text).toBe('For comedy you may like "Title S18", "Title Q16" and "Title O14".')
  expect(idsOf(await talk.reply('Something else?'))).toEqual(['i12', 'i10', 'i08'])
})

it('reply() keeps out what was ruled out until somebody asks for it', async () => {
  const talk = await open()
  const first = await talk.reply('Anything, but not horror or Title S18')
  expect(first).toMatchObject({ applied: ['not horror'], dropped: [] })
  expect(idsOf(first)).toEqual(['i16', 'i14', 'i12'])
  const second = await talk.reply('Something about the sea?')
  expect(second.applied).toEqual(['not horror', 'about "sea"'])
  expect(second.items.every(({ categories }) => !categories.includes('Horror'))).toBe(true)
  const third = await talk.reply('Show me a horror film after all, no comedies.')
  expect(third.applied).toEqual(['horror', 'not comedy'])
  expect(idsOf(third)).toEqual(['i19', 'i17', 'i15'])
})

it('reply() keeps a never against whatever is asked for', async () => {
  const talk = await open()
  await talk.reply('I hate horror')
  for (const said of ['show me horror', 'more', 'something else']) {
    const { items } = await talk.reply(said)
    expect(items.every(({ categories }) => !categories.includes('Horror'))).toBe(true)
  }
})

it('reply() says which wish nothing meets, and when nothing is left', async () => {
  const talk = await open()
  const nothing = await talk.reply('before 1950')
  expect(nothing).toMatchObject({ applied: [], dropped: ['before 1950'] })
  expect(nothing.text).toMatch(/^I found nothing for before 1950\. You may like "Title S18"/)
  const empty = await talk.reply('No comedy and no horror.')
  expect(empty).toMatchObject({ items: [], text: 'Nothing is left that you have not seen or ruled out.' })
})

it('undo() takes back the last message and what followed from it', async () => {
  const talk = await open()
  expect(talk.undo()).toBe(false)
  const first = await talk.reply('no horror')
  await talk.reply('no comedies')
  expect(talk.undo()).toBe(true)
  expect(await talk.reply('something')).toMatchObject({ turn: 2, applied: ['not horror'] })
  expect(talk.undo() && talk.undo()).toBe(true)
  expect(await talk.reply('no horror')).toEqual(first)
})

it('stream() gives the same reply, whole at the end', async () => {
  const parts: ReplyPart[] = []
  for await (const part of (await open()).stream('comedy')) parts.push(part)
  expect(parts.map(({ type }) => type)).toEqual(['step', 'step', 'items', 'words', 'reply'])
  expect(parts.at(-1)).toEqual({ type: 'reply', reply: await (await open()).reply('comedy') })
})

it('reply() leaves out what a known person has met', async () => {
  const talk = await open(undefined, { user: person(0) })
  expect(idsOf(await talk.reply('comedy'))).toEqual(['i00'])
  const strangers = toyRun().then((run) => toyAgent().open!({ ...run, user: userId('nobody') }))
  await expect(strangers).rejects.toMatchObject({ code: 'planner/bad-input' })
})

it('reply() refuses a message without words, and answers one message after the other', async () => {
  const talk = await open()
  await expect(talk.reply(' ')).rejects.toMatchObject({ code: 'config/option' })
  const replies = await Promise.all(['no horror', 'before 2000', 'comedy'].map((text) => talk.reply(text)))
  expect(replies.map(({ turn }) => turn)).toEqual([1, 2, 3])
  expect(replies[2]!.applied).toEqual(['not horror', 'before 2000', 'comedy'])
})

it('reply() lets a manager with interpreter and searcher pick, never what was ruled out or does not exist', async () => {
  const model = cast({
    interpreter: [finish('Something about the sea.')],
    manager: [command('search', { request: 'sea' }), finish(['i99', 'i03']), finish(['i04', 'i03', 'i02', 'i04'])],
    searcher: [command('search_catalogue', { query: 'sea' }), finish('i04 and i02')],
  })
  const reply = await (await open(model)).reply('Something about the sea, not horror.')
  expect(reply).toMatchObject({
    failure: null,
    cost: { calls: 6 },
    applied: ['not horror', 'about "sea"'],
  })
  expect(idsOf(reply)).toEqual(['i04', 'i02'])
  expect(reply.trace.map(({ step }) => step)).toContain('searcher')
})

it('reply() says so where the manager comes to nothing', async () => {
  const talk = await open(cast({ manager: ['No.'], interpreter: ['No.'] }))
  const reply = await talk.reply('comedy')
  expect(reply).toMatchObject({ items: [], failure: { kind: 'unparseable' }, turn: 1 })
  expect(reply.text).toContain('I could not work that out (unparseable)')
})
