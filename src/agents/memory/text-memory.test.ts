import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recallWindows, textPresets, withinWindows } from './presets.ts'
import { restoreTextMemory, textMemory } from './text-memory.ts'

const because = { why: 'chose wrongly', step: 'interaction 7, round 1' }
const words = (count: number) => Array.from({ length: count }, (_, n) => `w${n}`).join(' ')
const counted = (text: string) => text.split(/\s+/).length

describe('textMemory()', () => {
  it('textMemory() keeps every version with why and at which step', () => {
    const memory = textMemory('I enjoy CDs.', textPresets['agentcf-user'])
    expect(memory.rewrite({ text: ' I enjoy jazz. ', ...because })).toMatchObject({ type: 'text-replaced' })
    expect(memory.current).toEqual({ number: 1, text: 'I enjoy jazz.', ...because, cut: false, restores: null })
    expect(memory.versions.map(({ text, why }) => [text, why])).toEqual([
      ['I enjoy CDs.', 'start'],
      ['I enjoy jazz.', 'chose wrongly'],
    ])
  })

  it('textMemory() keeps the old text where the new one is empty or the same', () => {
    const memory = textMemory('I enjoy CDs.', { maxWords: 9 })
    expect(memory.rewrite({ text: '  ', ...because })).toEqual({ type: 'text-kept', reason: 'empty' })
    expect(memory.rewrite({ text: 'I enjoy CDs. ', ...because })).toEqual({ type: 'text-kept', reason: 'identical' })
    expect(memory.versions).toHaveLength(1)
  })

  it('textMemory() fits 180 words and not 181, which a repair may shorten', () => {
    const memory = textMemory('I enjoy CDs.', textPresets['agentcf-user'])
    expect([words(180), words(181)].map((text) => memory.fits(text))).toEqual([true, false])
    expect(memory.rewrite({ text: words(180), ...because })).toMatchObject({ version: { cut: false } })
  })

  it('textMemory() cuts what is too long after a sentence, or after a word where the first is too long', () => {
    const memory = textMemory('CDs.', { maxWords: 5 })
    memory.rewrite({ text: 'I like jazz. It is calm. It is old.', ...because })
    expect(memory.current).toMatchObject({ text: 'I like jazz.', cut: true })
    memory.rewrite({ text: words(7), ...because })
    expect(memory.current).toMatchObject({ text: words(5), cut: true })
    fc.assert(
      fc.property(fc.lorem({ mode: 'sentences', maxCount: 6 }), fc.integer({ min: 1, max: 30 }), (text, maxWords) => {
        const one = textMemory('x', { maxWords })
        one.rewrite({ text, ...because })
        expect(counted(one.current.text)).toBeLessThanOrEqual(maxWords)
        expect(text.replaceAll(/\s+/g, ' ').startsWith(one.current.text.replaceAll(/\s+/g, ' '))).toBe(true)
      }),
    )
  })

  it('textMemory() rolls back by a new version, so that nothing is lost', () => {
    const memory = textMemory('a', { maxWords: 3 })
    memory.rewrite({ text: 'b', ...because })
    const back = memory.rollBack({ number: 0, why: 'audit', step: 'later' })
    expect(back).toEqual({ number: 2, text: 'a', why: 'audit', step: 'later', cut: false, restores: 0 })
    expect(memory.versions.map(({ text }) => text)).toEqual(['a', 'b', 'a'])
    expect(() => memory.rollBack({ number: 3, why: 'x', step: 'x' })).toThrow(
      expect.objectContaining({ code: 'config/range', hint: 'Versions go from 0 to 2.' }),
    )
  })

  it('textMemory() lets two writers of one item follow each other, the second from the text of the first', () => {
    const item = textMemory('A CD.', textPresets['agentcf-item'])
    for (const step of ['ann', 'bob']) item.rewrite({ text: `${item.current.text} For ${step}.`, why: 'liked', step })
    expect(item.current.text).toBe('A CD. For ann. For bob.')
  })

  it('textMemory() refuses a start that is empty or too long, and a cap that is none', () => {
    for (const [start, maxWords] of [
      ['', 5],
      ['a b c', 2],
      ['a', 0],
      ['a', 1.5],
    ] as const) {
      expect(() => textMemory(start, { maxWords })).toThrow(expect.objectContaining({ code: 'config/range' }))
    }
  })
})

describe('restoreTextMemory()', () => {
  it('restoreTextMemory() brings all versions back and refuses what is damaged', () => {
    const memory = textMemory('a', { maxWords: 3 })
    memory.rewrite({ text: 'b', ...because })
    const kept = JSON.parse(JSON.stringify(memory.snapshot()))
    memory.rewrite({ text: 'c', ...because })
    const restored = restoreTextMemory(kept)
    expect(restored.versions).toEqual(memory.versions.slice(0, 2))
    restored.rewrite({ text: 'c', ...because })
    expect(restored.snapshot()).toEqual(memory.snapshot())
    for (const broken of [
      { ...kept, version: 9 },
      { ...kept, versions: [] },
      { ...kept, versions: [kept.versions[1]] },
    ]) {
      expect(() => restoreTextMemory(broken)).toThrow(expect.objectContaining({ code: 'memory/version' }))
    }
  })
})

describe('withinWindows()', () => {
  it('withinWindows() hears near cases, and those of the released second window', () => {
    const heard = (windows: Parameters<typeof withinWindows>[1]) =>
      [0, 0.0099, 0.01, 0.05, 0.3, 0.4, 0.5].filter((distance) => withinWindows(distance, windows))
    expect(heard(recallWindows.released.actor)).toEqual([0, 0.0099, 0.4])
    expect(heard(recallWindows.released.critic)).toEqual([0, 0.0099])
    expect(heard(recallWindows.described.critic)).toEqual([0, 0.0099, 0.01, 0.05])
    expect(heard(recallWindows.monotone.actor)).toEqual([0, 0.0099, 0.01, 0.05])
  })
})
