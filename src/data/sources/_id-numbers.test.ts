import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IdNumbers } from './_id-numbers.ts'

const ids = fc.array(
  fc.oneof(
    fc.nat(200).map(String),
    fc.nat(6_000_000).map(String),
    fc.constantFrom('0', '00', '007', '7', ' 7', '7 ', '-7', '7.0', '1e3', 'é', '日本', 'a'.repeat(40)),
    fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.isWellFormed()),
  ),
  { maxLength: 60 },
)

/** The readable twin: a map of strings. */
function numbered(texts: readonly string[]): { readonly numbers: number[]; readonly texts: string[] } {
  const known = new Map<string, number>()
  const numbers = texts.map((text) => {
    const number = known.get(text) ?? known.size
    known.set(text, number)
    return number
  })
  return { numbers, texts: [...known.keys()] }
}

function numberedByBytes(texts: readonly string[]): { readonly numbers: number[]; readonly texts: string[] } {
  const table = new IdNumbers()
  const numbers = texts.map((text) => {
    const bytes = Buffer.from(`,${text},`)
    return table.of(bytes, 1, bytes.length - 1)
  })
  return { numbers, texts: table.texts('utf-8') }
}

describe('IdNumbers', () => {
  it('IdNumbers numbers ids as a map of strings does, and gives each back as it was', () => {
    fc.assert(
      fc.property(ids, (texts) => {
        expect(numberedByBytes(texts)).toEqual(numbered(texts))
      }),
    )
  })

  it('IdNumbers goes on when its tables are full', () => {
    const texts = Array.from({ length: 30_000 }, (_, place) => (place % 2 === 0 ? `user-${place}` : String(place * 97)))
    expect(numberedByBytes([...texts, ...texts])).toEqual(numbered([...texts, ...texts]))
  })
})
