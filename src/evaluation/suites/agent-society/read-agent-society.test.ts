import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { reveal } from '../../../domain/index.ts'
import { folderOf, removeFolders, societyFiles } from './_society-folder.test-parts.ts'
import { readAgentSociety } from './read-agent-society.ts'
import { readReviewErrors } from './read-review-errors.ts'

afterAll(removeFolders)

const task = (list: readonly string[], user = 'u1') =>
  JSON.stringify({ type: 'recommendation', user_id: user, candidate_list: list })
const truth = (item: string) => JSON.stringify({ 'ground truth': item })

describe('readAgentSociety()', () => {
  it('readAgentSociety() reads tasks of both tracks, truths as labels, and the reviews around them', async () => {
    const suite = await readAgentSociety(await folderOf(societyFiles()))
    expect(suite.tasks).toHaveLength(12)
    expect(suite.tasks.map(({ id }) => id)).toContain('track2/amazon/task_3')
    expect(suite.tasks.find(({ id }) => id === 'track2/amazon/task_1')?.labels).toBe('real')
    // Tasks that do not say whose label they hold count as what is published: simulated.
    expect(suite.tasks.find(({ id }) => id === 'track1/amazon/task_1')?.labels).toBe('simulated')
    expect(reveal(suite.truths.get('track1/amazon/task_2')!)).toMatchObject({ type: 'rate', stars: 3 })
    expect(JSON.stringify([...suite.truths.values(), suite.tasks])).not.toContain('stars')
    expect(suite.data.scale).toEqual({ min: 1, max: 5, step: 1 })
    expect(suite.data.users.size).toBe(40)
  })

  it('readAgentSociety() hides every pair of person and item of a task, in rows and in texts', async () => {
    const suite = await readAgentSociety(await folderOf(societyFiles({ tasks: 20, candidates: 20 })))
    const { data, reviews, tasks, notes } = suite
    for (const one of tasks) {
      const user = data.users.index(one.user)!
      const own = [...data.log.item.subarray(data.log.offsets[user]!, data.log.offsets[user + 1]!)]
      const held = one.type === 'rate' ? [one.item] : one.candidates
      for (const item of held) {
        expect(own).not.toContain(data.items.index(item))
        expect(reviews.some((review) => review.user === one.user && review.item === item)).toBe(false)
      }
    }
    expect(notes.join()).toMatch(/\d+ reviews of a pair of person and item of a task are hidden/)
    expect(data.log.length).toBeLessThan(480)
  })

  it('readAgentSociety() leaves out averages of ratings, of which the label is a part', async () => {
    const { data } = await readAgentSociety(await folderOf(societyFiles()))
    expect(data.catalogue[0]?.attributes).toEqual({ price: 0, source: 'amazon' })
    expect(JSON.stringify(data.people)).not.toContain('4.2')
  })

  it('readAgentSociety() reads the same data and tasks whichever candidate is true', async () => {
    const first = await readAgentSociety(await folderOf(societyFiles({ truthAt: () => 0 })))
    const last = await readAgentSociety(await folderOf(societyFiles({ truthAt: (_, size) => size - 1 })))
    expect(last.data.log).toEqual(first.data.log)
    expect([last.tasks, last.reviews, last.notes]).toEqual([first.tasks, first.reviews, first.notes])
  })

  it('readAgentSociety() lists tasks with a repeated candidate and leaves them out, unless each is to be taken once', async () => {
    const files = {
      'track2/amazon/tasks/task_0.json': task(['i1', 'i2', 'i1']),
      'track2/amazon/groundtruth/groundtruth_0.json': truth('i2'),
    }
    const folder = await folderOf(societyFiles({ files }))
    const suite = await readAgentSociety(folder)
    expect(suite.excluded).toEqual([{ id: 'track2/amazon/task_0', reason: '1 of its candidates come twice' }])
    expect(suite.tasks).toHaveLength(11)
    const once = await readAgentSociety(folder, { repeated: 'once' })
    expect(once.tasks.find(({ id }) => id === 'track2/amazon/task_0')).toMatchObject({ candidates: ['i1', 'i2'] })
    expect(once.excluded).toEqual([])
  })

  it('readAgentSociety() takes data from a folder of its own, dates as UTC, and tasks beside their truths', async () => {
    const all = societyFiles({ tasks: 0 })
    const review = { user_id: 'u1', item_id: 'i9', stars: 4, text: 'fine', date: '2020-05-05 10:00:00' }
    const data = await folderOf({
      'processed/item.json': all['item.json']!,
      'processed/user.json': all['user.json']!,
      'processed/review.json': `${JSON.stringify(review)}\n\n${JSON.stringify({ ...review, item_id: 'i8', stars: 0 })}\n`,
    })
    const tasks = await folderOf({ 'task_7.json': task(['i1', 'i2']), 'groundtruth_7.json': truth('i2') })
    const suite = await readAgentSociety(tasks, { data, labels: 'real' })
    expect(suite.tasks[0]).toMatchObject({ id: 'task_7', labels: 'real', set: '' })
    expect([...suite.data.log.at]).toEqual([Date.UTC(2020, 4, 5, 10)])
    expect(suite.notes.join()).toContain('1 review without 1 to 5 stars left out')
  })

  it.each([
    ['no folder', {}, 'nowhere', 'io/missing', 'There is no folder'],
    ['no tasks', { 'item.json': '' }, '', 'io/missing', 'No task_N.json'],
    [
      'no reviews',
      { 'task_1.json': task(['i1', 'i2']), 'groundtruth_1.json': truth('i1') },
      '',
      'io/missing',
      'no review.json',
    ],
    [
      'no truth',
      societyFiles({ files: { 'track3/tasks/task_1.json': task(['i1', 'i2']) } }),
      '',
      'io/missing',
      'groundtruth_1.json',
    ],
    [
      'no items',
      { ...societyFiles(), 'data/review.json': '{}', 'item.json': '{' },
      '',
      'format/unreadable',
      'Line 1 of',
    ],
    [
      'a broken line',
      societyFiles({ files: { 'review.json': '{"user_id": "u1", "item_id"\n' } }),
      '',
      'format/unreadable',
      'Line 1 of',
    ],
    [
      'a line of another form',
      societyFiles({ files: { 'review.json': '{"user_id": "u1"}\n' } }),
      '',
      'format/value',
      '"item_id"',
    ],
    [
      'an unknown item',
      societyFiles({
        files: {
          'track2/amazon/tasks/task_0.json': task(['i1', 'zzz']),
          'track2/amazon/groundtruth/groundtruth_0.json': truth('i1'),
        },
      }),
      '',
      'format/value',
      'The item "zzz" of track2/amazon/task_0',
    ],
    [
      'an unknown person',
      societyFiles({
        files: {
          'track2/amazon/tasks/task_0.json': task(['i1', 'i2'], 'u999'),
          'track2/amazon/groundtruth/groundtruth_0.json': truth('i1'),
        },
      }),
      '',
      'format/value',
      'person "u999"',
    ],
    [
      'the truth of another task',
      societyFiles({ files: { 'track2/amazon/groundtruth/groundtruth_0.json': truth('i0-of-another') } }),
      '',
      'format/value',
      'belongs to another task',
    ],
    [
      'the truth of another track',
      societyFiles({ files: { 'track2/amazon/groundtruth/groundtruth_0.json': '{"stars": 4}' } }),
      '',
      'format/value',
      '"ground truth"',
    ],
    [
      'an unknown type',
      societyFiles({ files: { 'track2/amazon/tasks/task_0.json': '{"type": "chat"}' } }),
      '',
      'format/value',
      'task_0.json',
    ],
    [
      'a task that is no JSON',
      societyFiles({ files: { 'track2/amazon/tasks/task_0.json': '{' } }),
      '',
      'format/unreadable',
      'task_0.json',
    ],
    [
      'stars beyond the scale',
      societyFiles({ files: { 'track1/amazon/groundtruth/groundtruth_0.json': '{"stars": 7}' } }),
      '',
      'format/value',
      '"stars"',
    ],
    [
      'no usable review',
      societyFiles({ files: { 'review.json': '{"user_id":"u1","item_id":"i1","stars":0}\n' } }),
      '',
      'data/empty',
      'no review',
    ],
  ] as const)('readAgentSociety() refuses %s', async (_, files, below, code, sentence) => {
    const failed = readAgentSociety(join(await folderOf(files as Record<string, string>), below))
    await expect(failed).rejects.toMatchObject({ code, message: expect.stringContaining(sentence) })
  })

  it('readAgentSociety() does not say which candidate is true when it refuses one', async () => {
    const files = { 'track2/amazon/groundtruth/groundtruth_0.json': truth('secret') }
    const failed = readAgentSociety(await folderOf(societyFiles({ files })))
    await expect(failed).rejects.toMatchObject({ message: expect.not.stringContaining('secret') })
  })
})

describe('readReviewErrors()', () => {
  it('readReviewErrors() reads shares by task', async () => {
    const folder = await folderOf({
      'e.json': '{"a/task_0": {"sentiment": 0.1, "emotion": 0, "topic": 1}}',
      'bad.json': '{"a": {"sentiment": 2, "emotion": 0, "topic": 0}}',
    })
    expect((await readReviewErrors(join(folder, 'e.json'))).get('a/task_0')).toEqual({
      sentiment: 0.1,
      emotion: 0,
      topic: 1,
    })
    await expect(readReviewErrors(join(folder, 'bad.json'))).rejects.toMatchObject({ code: 'format/value' })
  })
})
