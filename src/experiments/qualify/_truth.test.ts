import { describe, expect, it, vi } from 'vitest'
import { historyOf, interactions, withLog } from '../../data/index.ts'
import { scriptedMind } from '../../testing/index.ts'
import { dealLikes, dealPicks, type LikeDeal, type PickDeal } from './_deals.ts'
import { examData, knowingMind, yesMind } from './_exam.ts'
import { likeColumn } from './_like-answers.ts'
import { dealPages } from './_persona-pages.ts'
import { fill, openSheet, type Sheet } from './_sheet.ts'
import { neverSeen, openStudy } from './_study.ts'
import { bothOrders } from './choice-gate.ts'
import { pagesInBothOrders } from './persona-gate.ts'
import { qualify } from './qualify.ts'
import { filmByFilm } from './ranking-gate.ts'

const data = examData()
const study = openStudy(data, 1)

/** Every byte that a mind can see of the questions on a sheet. */
async function seen(fill: (sheet: Sheet) => void): Promise<string> {
  const sheet = openSheet(study)
  fill(sheet)
  const mind = yesMind()
  for (const slot of sheet.groups().flat()) await slot.ask(mind)
  return JSON.stringify(mind.asked.map(({ type, facts, prompt }) => [type, facts, prompt()]))
}

const turned = (deals: readonly LikeDeal[]): LikeDeal[] =>
  deals.map((deal) => ({ ...deal, liked: deal.liked.map((liked) => !liked) }))
const moved = (deals: readonly PickDeal[]): PickDeal[] =>
  deals.map((deal) => ({ ...deal, liked: (deal.liked + 1) % deal.items.length }))

describe('what came true', () => {
  it('permuting the labels of every deal changes no byte of any fact or prompt', async () => {
    const likes = dealLikes(study, 40)
    const choices = [...dealPicks(study, 40, 3, 'random'), ...dealPicks(study, 40, 3, 'equally popular')]
    const rankings = dealPicks(study, 40, 9, 'random')
    const ask = (a: LikeDeal[], b: PickDeal[], c: PickDeal[]) =>
      seen((sheet) => {
        likeColumn(sheet, a, 'history')
        likeColumn(sheet, a, 'nothing')
        bothOrders(sheet, b)
        filmByFilm(sheet, c)
      })
    expect(await ask(turned(likes), moved(choices), moved(rankings))).toBe(await ask(likes, choices, rankings))
  })

  it('permuting the labels of texts, fact sets and pages changes no byte of any fact or prompt', async () => {
    // Copies of the sets, so that the labels of the test half can be dealt out anew.
    const asked = async (moved: boolean) => {
      const relabelled = <Entry extends { readonly label: unknown; readonly half: string }>(all: readonly Entry[]) => {
        const test = all.filter(({ half }) => half === 'test')
        const next = new Map(test.map((entry, place) => [entry, test[(place + 37) % test.length]!.label]))
        return all.map((entry) => (moved && next.has(entry) ? { ...entry, label: next.get(entry) } : entry))
      }
      vi.resetModules()
      vi.doMock('./sets/index.ts', async (original) => {
        const sets = await original<typeof import('./sets/index.ts')>()
        return {
          ...sets,
          moodTexts: relabelled(sets.moodTexts),
          toolRequests: relabelled(sets.toolRequests),
          intentMessages: relabelled(sets.intentMessages),
          slotRequests: relabelled(sets.slotRequests),
        }
      })
      const { moodGate } = await import('./mood-gate.ts')
      const { toolsGate } = await import('./tools-gate.ts')
      const { intentGate } = await import('./intent-gate.ts')
      const { slotsGate } = await import('./slots-gate.ts')
      const { constantAnswers } = await import('./_language-exam.ts')
      const sheet = openSheet(study)
      const findings = [moodGate, toolsGate, intentGate, slotsGate].map((gate) => gate(study, sheet, 200))
      pagesInBothOrders(
        study,
        sheet,
        dealPages(study, 40).map((page) => (moved ? { ...page, fits: (page.fits + 1) % page.items.length } : page)),
      )
      const mind = scriptedMind(constantAnswers())
      for (const slot of sheet.groups().flat()) await fill(slot, mind)
      vi.doUnmock('./sets/index.ts')
      return {
        bytes: JSON.stringify(mind.asked.map(({ type, facts, prompt }) => [type, facts, prompt()])),
        found: findings.map((finding) => finding().details),
      }
    }
    const [straight, permuted] = [await asked(false), await asked(true)]
    expect(permuted.bytes).toBe(straight.bytes)
    // The labels were really others: what the gates find has changed.
    expect(permuted.found).not.toEqual(straight.found)
  })

  it('turning every held-out rating upside down asks the same like questions, and turns the verdict', async () => {
    const upside = withLog(
      data,
      interactions(data.users.size, {
        ...data.log,
        value: data.log.value.map((stars, row) => {
          const user = data.log.user[row]!
          const known = historyOf(study.known.log, user).items.includes(data.log.item[row]!)
          return known ? stars : 6 - stars
        }),
      }),
    )
    const ask = async (asked: typeof data) => {
      const mind = knowingMind(data)
      const { jobs } = await qualify({
        mind,
        model: { name: 'knowing', fingerprint: '1' },
        data: asked,
        gates: ['history', 'taste'],
      })
      return { bytes: JSON.stringify(mind.asked.map(({ facts, prompt }) => [facts, prompt()])), value: jobs[0]!.value }
    }
    const [straight, turnedRound] = [await ask(data), await ask(upside)]
    expect(turnedRound.bytes).toBe(straight.bytes)
    expect([straight.value, turnedRound.value]).toEqual([1, 0])
  })

  it('deals put the liked film at every place alike', () => {
    const places = dealPicks(study, 300, 3, 'equally popular').map(({ liked }) => liked)
    for (const place of [0, 1, 2, 3]) {
      const share = places.filter((one) => one === place).length / places.length
      expect(Math.abs(share - 0.25)).toBeLessThan(0.09)
    }
  })

  it('deals to fewer people are the first of the deals to more', () => {
    expect(dealLikes(study, 40).slice(0, 7)).toEqual(dealLikes(study, 7))
    expect(dealPicks(study, 40, 9, 'random').slice(0, 7)).toEqual(dealPicks(study, 7, 9, 'random'))
  })

  it('deals among equally popular rivals pass over no film that is nearer in popularity', () => {
    for (const { user, items, liked } of dealPicks(study, 40, 3, 'equally popular')) {
      const apart = (item: number): number => Math.abs(study.popularity[item]! - study.popularity[items[liked]!]!)
      const nearest = neverSeen(study, user)
        .map(apart)
        .sort((a, b) => a - b)
      const rivals = items.filter((_, place) => place !== liked).map(apart)
      expect(rivals.sort((a, b) => a - b)).toEqual(nearest.slice(0, 3))
    }
  })
})
