import { describe, expect, it } from 'vitest'
import type { Prompt } from '../../domain/index.ts'
import { examData, yesMind } from './_exam.ts'
import { openSheet } from './_sheet.ts'
import { openStudy } from './_study.ts'

describe('openSheet()', () => {
  const study = openStudy(examData(), 1)
  const [one, other] = study.gateHalf as [(typeof study.gateHalf)[0], (typeof study.gateHalf)[0]]
  const item = one.liked[0]!

  it('openSheet() keeps one place for a question that two gates ask', () => {
    const sheet = openSheet(study)
    expect(sheet.like(one.user, item)).toBe(sheet.like(one.user, item))
    expect(sheet.like(null, item)).not.toBe(sheet.like(one.user, item))
    expect(sheet.groups().flat()).toHaveLength(2)
  })

  it('openSheet() groups by person whatever the order of planning, nobody in particular first, one system part a group', async () => {
    const sheet = openSheet(study)
    for (const { user } of [one, other]) sheet.like(user, item)
    for (const { user } of [other, one]) sheet.choose(user, [item, one.liked[1]!])
    sheet.like(null, item)
    sheet.form(one.user, item)
    const mind = yesMind()
    const systems: Set<string>[] = []
    for (const group of sheet.groups()) {
      const before = mind.asked.length
      for (const slot of group) await slot.ask(mind)
      systems.push(new Set(mind.asked.slice(before).map(({ prompt }): Prompt['system'] => prompt().system)))
    }
    expect(sheet.groups().map((group) => group.length)).toEqual([1, 3, 2])
    expect(systems.map(({ size }) => size)).toEqual([1, 1, 1])
    expect(new Set(systems.flatMap((set) => [...set])).size).toBe(3)
  })

  it('openSheet() keeps questions of one topic together, in small groups', () => {
    const sheet = openSheet(study)
    const put = (topic: string, key: string) => sheet.about(topic, key, async (_, random) => random.next())
    for (let key = 0; key < 30; key++) for (const topic of ['mood', 'tools']) put(topic, String(key))
    expect(put('mood', '3')).toBe(put('mood', '3'))
    sheet.like(null, item)
    const groups = sheet.groups()
    expect(groups.map((group) => group.length)).toEqual([24, 6, 24, 6, 1])
    for (const group of groups) expect(new Set(group.map(({ topic }) => topic)).size).toBe(1)
  })

  it('openSheet() shares questions about nobody out in small groups', () => {
    const sheet = openSheet(study)
    for (let film = 0; film < 60; film++) sheet.like(null, film as typeof item)
    expect(sheet.groups().map((group) => group.length)).toEqual([24, 24, 12])
  })
})
