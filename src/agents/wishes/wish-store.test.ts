import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ItemIndex } from '../../domain/index.ts'
import { context } from './_shelf.test-parts.ts'
import { readMessage } from './read-message.ts'
import { neverAgainst, noWishes, type WishState, withAct } from './wish-store.ts'

/** What is wanted after some messages, one a turn. */
const said = (...messages: readonly string[]): WishState =>
  messages.reduce(
    (state, text, turn) => readMessage(text, context).acts.reduce((so, act) => withAct(so, act, turn + 1), state),
    noWishes(5),
  )

const words = (state: WishState): readonly string[] => state.wishes.map((wish) => wish.words)

describe('withAct()', () => {
  it('withAct() adds a wish to those of other kinds, and replaces what it contradicts', () => {
    expect(words(said('comedies', 'before 1990'))).toEqual(['comedy', 'before 1990'])
    expect(words(said('before 1990', 'before 1980'))).toEqual(['before 1980'])
    expect(words(said('before 1990', 'after 1980'))).toEqual(['before 1990', 'after 1980'])
    expect(words(said('before 1990', 'from the nineties'))).toEqual(['from 1990 to 1999'])
    expect(words(said('comedies', 'no comedies'))).toEqual(['not comedy'])
    expect(words(said('no comedies', 'show me a comedy'))).toEqual(['comedy'])
  })

  it('withAct() begins anew with a new request, and keeps what was refused', () => {
    expect(words(said('comedies', 'no horror', 'show me dramas instead'))).toEqual(['not horror', 'drama'])
    expect(words(said('comedies before 1990', 'something like Moon Ferry'))).toEqual(['like "Moon Ferry"'])
    expect(words(said('comedies before 1990', 'like this but older'))).toEqual([
      'comedy',
      'before 1984',
      'like "Paper Lions"',
    ])
  })

  it('withAct() keeps a never until it is lifted or all is forgotten', () => {
    const kept = said('never horror', 'show me a drama', 'older', 'something like Moon Ferry', 'more')
    expect(words(kept)).toContain('never horror')
    expect(words(said('never horror', 'horror is fine again'))).toEqual([])
    expect(words(said('never horror', 'start over'))).toEqual([])
    expect(words(said('never horror', 'never horror'))).toEqual(['never horror'])
  })

  it('withAct() lets the last word count for an item', () => {
    const state = said('I loved "Moon Ferry"', 'not the third')
    expect([state.liked, state.refused]).toEqual([[], [2]])
    const again = said('not the third', 'I loved "Moon Ferry"')
    expect([again.liked, again.refused]).toEqual([[2], []])
  })

  it('withAct() never holds an item as liked and refused, and never loses a never, whatever is done', () => {
    const item = fc.nat(6).map((index) => index as ItemIndex)
    const act = fc.oneof(
      fc.record({
        type: fc.constantFrom('reject' as const, 'accept' as const, 'seen' as const),
        items: fc.array(item),
      }),
      fc
        .constantFrom('comedy', 'no drama', 'show me crime', 'before 1990', 'something like Moon Ferry', 'more')
        .map((text) => readMessage(text, context).acts[0]!),
    )
    fc.assert(
      fc.property(fc.array(act), (acts) => {
        const state = acts.reduce((so, one, turn) => withAct(so, one, turn + 2), said('never horror'))
        expect(state.liked.filter((one) => state.refused.includes(one))).toEqual([])
        expect(words(state)).toContain('never horror')
      }),
    )
  })

  it('withAct() shows one card at least and twenty at most', () => {
    expect(withAct(noWishes(5), { type: 'count', k: 99 }, 1).k).toBe(20)
    expect(withAct(noWishes(5), { type: 'count', k: 0 }, 1).k).toBe(1)
  })
})

describe('neverAgainst()', () => {
  it('neverAgainst() finds the never that a wish goes against, and none for a wish that has another way', () => {
    const state = said('never horror')
    const wish = (text: string) => {
      const [act] = readMessage(text, context).acts
      return neverAgainst(state, act?.type === 'wish' ? act.wish : state.wishes[0]!)?.words ?? null
    }
    expect(wish('show me horror')).toBe('never horror')
    expect(wish('horror or comedy')).toBe(null)
    expect(wish('no horror')).toBe(null)
  })
})
