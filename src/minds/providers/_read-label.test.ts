import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ModelFailure } from '../../domain/index.ts'
import { readLabel } from './_read-label.ts'

const WATCH = ['watch', 'watch later', 'skip']
const LETTERS = ['A', 'B', 'C', 'I']
const STARS = ['1', '2', '3', '4', '5']

/** The label, or the kind of failure. */
function outcome(answer: string, labels: readonly string[]): string {
  try {
    return readLabel(answer, labels)
  } catch (error) {
    if (error instanceof ModelFailure) return error.kind
    throw error
  }
}

describe('readLabel', () => {
  it.each([
    ['skip', 'skip'],
    [' Skip.\n', 'skip'],
    ['**"SKIP"**', 'skip'],
    ['I would `skip` this one.', 'skip'],
    ['{"answer": "watch later"}', 'watch later'],
    ['I’d rather watch later, at home.', 'watch later'],
    ['Skip. I always skip sequels.', 'skip'],
    ['I cannot decide, so skip', 'skip'],
  ])('readLabel() finds the one label in %j', (answer, label) => {
    expect(outcome(answer, WATCH)).toBe(label)
  })

  it.each([
    ['B', 'B'],
    ['(B) The Matrix', 'B'],
    ['The answer is **B**.', 'B'],
    ['I think it is B because of its cast.', 'B'],
    ['A', 'A'],
    ['A. A good film', 'A'],
    ['I', 'I'],
    ['b', 'B'],
  ])('readLabel() tells the letter in %j from a word', (answer, label) => {
    expect(outcome(answer, LETTERS)).toBe(label)
  })

  it.each([
    ['4', '4'],
    ['4 stars', '4'],
    ['Rating: 4.', '4'],
    ['4.5', 'ungrounded'],
    ['4/10', 'ungrounded'],
    ['-4', 'ungrounded'],
    ['45', 'ungrounded'],
    ['between 3 and 4', 'unparseable'],
  ])('readLabel() takes no part of a number for a number: %j', (answer, label) => {
    expect(outcome(answer, STARS)).toBe(label)
  })

  it.each([
    'watch or skip?',
    'I would not watch it.',
    "I don't want to watch this film.",
    'That depends on the company.',
    'It is worth\nwatching',
    'watching films is skipping sleep',
  ])('readLabel() finds no answer in %j', (answer) => {
    expect(outcome(answer, WATCH)).toBe('unparseable')
  })

  it.each(['buy', '"Rate it"', 'Leave.'])('readLabel() says that %j was not offered', (answer) => {
    expect(outcome(answer, WATCH)).toBe('ungrounded')
  })

  it('readLabel() tells labels apart that differ in marks or case alone, where the answer does', () => {
    expect(outcome('C', ['C', 'C++', 'c'])).toBe('C')
    expect(outcome('C++', ['C', 'C++', 'c'])).toBe('C++')
    expect(outcome('"C"', ['C', 'c'])).toBe('C')
    expect(outcome('Yes!', ['yes', 'Yes'])).toBe('Yes')
    expect(outcome('YES', ['yes', 'Yes'])).toBe('ungrounded')
  })

  it('readLabel() reads any label back, bare or quoted in a sentence', () => {
    const titles = fc.stringMatching(/^[a-z]{3,8}( [a-z]{3,8}){0,2}$/)
    fc.assert(
      fc.property(fc.uniqueArray(titles, { minLength: 1, maxLength: 6 }), fc.nat(), (labels, at) => {
        const label = labels[at % labels.length]!
        expect(readLabel(label, labels)).toBe(label)
        expect(readLabel(`"${label.toUpperCase()}".`, labels)).toBe(label)
      }),
    )
  })

  it('readLabel() names a label that was offered, or fails', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), (answer, labels) => {
        expect([...labels, 'unparseable', 'ungrounded']).toContain(outcome(answer, labels))
      }),
    )
  })
})
