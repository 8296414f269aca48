import { describe, expect, it } from 'vitest'
import { examData } from './_exam.ts'
import { dealPages, overlapOf } from './_persona-pages.ts'
import { openStudy } from './_study.ts'

const study = openStudy(examData(), 1)
const genresOf = (item: number): readonly string[] => study.data.catalogue[item]!.categories

describe('dealPages()', () => {
  const pages = dealPages(study, 40)

  it('dealPages() puts exactly one item that fits on each page, and one that is disliked', () => {
    expect(pages).toHaveLength(40)
    for (const { items, likes, dislikes, fits } of pages) {
      const some = (wanted: readonly string[]) =>
        items.map((item) => genresOf(item).some((genre) => wanted.includes(genre)))
      expect(new Set(items.map((item) => study.films[item])).size).toBe(4)
      expect(some(likes)).toEqual(items.map((_, place) => place === fits))
      expect(some(dislikes).filter((disliked) => disliked)).toHaveLength(1)
      expect(some(dislikes)[fits]).toBe(false)
    }
  })

  it('dealPages() of fewer pages are the first of more, and every place fits at some time', () => {
    expect(dealPages(study, 7)).toEqual(pages.slice(0, 7))
    expect(new Set(pages.map(({ fits }) => fits)).size).toBe(4)
  })

  it('overlapOf() is highest for the one that fits', () => {
    for (const page of pages) {
      const scores = page.items.map((item) => overlapOf(page, genresOf(item)))
      expect(scores.indexOf(Math.max(...scores))).toBe(page.fits)
    }
  })
})
