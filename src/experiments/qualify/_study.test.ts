import { describe, expect, it } from 'vitest'
import { historyOf } from '../../data/index.ts'
import { toyWorld, twoGroups } from '../../testing/index.ts'
import { examData } from './_exam.ts'
import { neverSeen, openStudy, tellingHistory } from './_study.ts'

describe('openStudy()', () => {
  const data = examData()
  const study = openStudy(data, 1)
  const idsOf = (half: typeof study.gateHalf) => half.map(({ user }) => data.users.ids[user]!).sort()

  it('openStudy() examines the same people whatever the seed, in another order, and nobody of the development half', () => {
    const other = openStudy(data, 2)
    expect(idsOf(other.gateHalf)).toEqual(idsOf(study.gateHalf))
    expect(other.gateHalf.map(({ user }) => user)).not.toEqual(study.gateHalf.map(({ user }) => user))
    const developers = new Set(idsOf(study.developmentHalf))
    expect(idsOf(study.gateHalf).filter((id) => developers.has(id))).toEqual([])
    expect(study.gateHalf.length + developers.size).toBe(data.users.size)
  })

  it('openStudy() holds out later ratings of the outer quarters, none of them known', () => {
    const [{ user, liked, disliked }] = study.gateHalf.filter((held) => held.disliked.length > 0) as [
      (typeof study.gateHalf)[0],
    ]
    const known = new Set(historyOf(study.known.log, user).items)
    const all = historyOf(data.log, user)
    const starsOf = (item: number): number => all.values[all.items.indexOf(item)]!
    expect([...liked, ...disliked].filter((item) => known.has(item))).toEqual([])
    expect(liked.every((item) => starsOf(item) >= 4)).toBe(true)
    expect(disliked.every((item) => starsOf(item) <= 2)).toBe(true)
  })

  it('openStudy() needs ratings', () => {
    expect(() => openStudy(twoGroups(), 1)).toThrow(expect.objectContaining({ code: 'model/unsupported' }))
  })

  it('tellingHistory() shows the ten best and the ten worst of what is known, latest first', () => {
    const { user } = study.gateHalf.find((held) => historyOf(study.known.log, held.user).items.length > 30)!
    const history = tellingHistory(study, user)
    const { items, values } = historyOf(study.known.log, user)
    expect(history).toHaveLength(20)
    const places = history.map(({ item }) => items.indexOf(data.items.index(item)!))
    expect(places).toEqual(places.toSorted((a, b) => b - a))
    expect(history.map(({ stars }) => stars)).toEqual(places.map((place) => values[place]))
    const sorted = [...values].sort((a, b) => b - a)
    expect(history.map(({ stars }) => stars).sort((a, b) => b - a)).toEqual([
      ...sorted.slice(0, 10),
      ...sorted.slice(-10),
    ])
  })

  it('tellingHistory() of a short history is all of it', () => {
    const toy = openStudy(toyWorld(), 1)
    expect(tellingHistory(toy, toy.gateHalf[0]!.user)).toHaveLength(14)
  })

  it('neverSeen() leaves out what was rated, known or held out', () => {
    const { user } = study.gateHalf[0]!
    const seen = new Set(historyOf(data.log, user).items)
    expect(neverSeen(study, user).filter((item) => seen.has(item))).toEqual([])
  })
})
