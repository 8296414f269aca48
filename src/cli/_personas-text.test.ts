import { describe, expect, it } from 'vitest'
import { handcrafted, handcraftedPerson, populationQuality, standardPopulation } from '../agents/index.ts'
import { peopleText, personText, problemsText, qualityText } from './_personas-text.ts'

describe('peopleText()', () => {
  it('peopleText() names everybody, in lines that fit a terminal', () => {
    const text = peopleText(handcrafted())
    for (const { id } of handcrafted()) expect(text).toMatch(new RegExp(`^${id} `, 'm'))
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(126)
  })
})

describe('personText()', () => {
  it('personText() puts the field and its value behind each clause', () => {
    expect(personText(handcraftedPerson('slow-river'))).toMatch(/I am 67 years old\. +demographics\.age +67$/m)
  })
})

describe('qualityText()', () => {
  it('qualityText() has a dash for what is undefined, never a zero', () => {
    const text = qualityText(populationQuality([]))
    expect(text).toMatch(/^total variation of gender +– +– +0$/m)
    expect(text).toMatch(/^duplicates +– +– +0$/m)
  })

  it('qualityText() sets values beside the reference', () => {
    const text = qualityText(populationQuality(handcrafted(), { joint: standardPopulation() }))
    expect(text).toContain('20 people: 20 handcrafted')
    expect(text).toMatch(/^entropy of occupation given gender +\d\.\d{3} +2\.9\d\d +20$/m)
  })
})

describe('problemsText()', () => {
  it('problemsText() tells each problem by line and sums up', () => {
    const problem = { line: 3, id: null, field: 'taste', message: 'taste is missing.' }
    expect(problemsText('x.jsonl', 1, [problem])).toBe(
      'line 3: taste is missing.\nx.jsonl: 1 sound profile, problems in 1 line',
    )
    expect(problemsText('x.jsonl', 2, [])).toBe('x.jsonl: 2 sound profiles, no problems')
  })
})
