import { describe, expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import { itemsOf, toy } from './_toy.ts'
import { kFold, leaveLast, splitByName, strongGeneralisation } from './index.ts'

describe('leaveLast()', () => {
  it("tests each person's last n events and validates on the n before", () => {
    const split = leaveLast(toy('ann: a1 b2 c3 d4 e5 f6', 'bob: a1 b2 c3 d4'), 2)
    expect([split.train, split.validation!, split.test].map((part) => itemsOf(part, 'ann'))).toEqual(['ab', 'cd', 'ef'])
    expect(itemsOf(split.train, 'bob')).toBe('abcd')
    expect(split.notes).toContain('1 people with fewer than 5 events stay in training')
  })

  it('counts test events whose order is that of ids', () => {
    const { notes } = leaveLast(toy('ann: a1 b2 c3', 'bob: a1 b2 c2'), 1)
    expect(notes.join()).toContain('1 of 2 test events share their time with the event before')
  })

  it('refuses to leave nothing out', () => {
    expect(() => leaveLast(toy('ann: a1 b2 c3'), 0)).toThrow(/from 1, got 0/)
  })
})

describe('kFold()', () => {
  it('tests every event once', () => {
    const data = toy('ann: a1 b2 c3 d4', 'bob: a1 b2 c3')
    const folds = kFold(data, 3, randomStream(1))
    expect(folds.map(({ test }) => test.log.length)).toEqual([3, 2, 2])
    const tested = folds.flatMap(({ test }) => [...test.log.user].map((user, row) => `${user} ${test.log.item[row]}`))
    expect(new Set(tested).size).toBe(7)
    for (const { train, test } of folds) expect(train.log.length + test.log.length).toBe(7)
  })

  it.each([1, 2.5, 8])('refuses %s folds of 7 events', (folds) => {
    expect(() => kFold(toy('ann: a1 b2 c3 d4', 'bob: a1 b2 c3'), folds, randomStream(1))).toThrow(/Folds/)
  })
})

describe('strongGeneralisation()', () => {
  const data = toy(...Array.from({ length: 20 }, (_, n) => `p${n}: a1 b2 c3 d4 e5`))

  it('keeps people of the test out of training, and shows a share of what they did', () => {
    const { train, test, validation, shown } = strongGeneralisation(data, { people: 0.1, foldIn: 0.8 }, randomStream(1))
    const people = (log: { user: Int32Array }) => new Set(log.user)
    expect(people(train.log).size).toBe(16)
    expect([people(validation!.log).size, people(test.log).size]).toEqual([2, 2])
    expect(people(shown!.test.log)).toEqual(people(test.log))
    expect([...people(test.log)].some((user) => people(train.log).has(user))).toBe(false)
    expect([shown!.test.log.length, test.log.length]).toEqual([8, 2])
  })

  it('refuses to hold everybody out', () => {
    expect(() => strongGeneralisation(data, { people: 10, foldIn: 0.8 }, randomStream(1))).toThrow(/leaves nobody/)
    expect(() => strongGeneralisation(data, { people: 0.1, foldIn: 1 }, randomStream(1))).toThrow(/share of 0 to 1/)
  })
})

describe('randomRatio()', () => {
  it('takes a share of everybody at random, and says that it learns from the future', () => {
    const data = toy('ann: a1 b2 c3 d4 e5 f6 g7 h8', 'bob: a1 b2 c3 d4')
    const split = splitByName('random-75/25', data, randomStream(1))
    expect([itemsOf(split.train, 'ann').length, itemsOf(split.train, 'bob').length]).toEqual([6, 3])
    expect(split.describe).toContain("people's future")
    expect(itemsOf(split.test, 'ann')).not.toBe('gh')
  })
})

describe('splitByName()', () => {
  it('knows more events a person and other shares by their numbers', () => {
    const data = toy('ann: a1 b2 c3 d4 e5 f6 g7 h8 i9 j9')
    expect(itemsOf(splitByName('last-3', data, randomStream(1)).test, 'ann')).toBe('hij')
    expect(itemsOf(splitByName('90/10', data, randomStream(1)).test, 'ann')).toBe('j')
    expect(() => splitByName('90/20', data, randomStream(1))).toThrow(/No split is called "90\/20"/)
  })
})
