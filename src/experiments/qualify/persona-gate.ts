import type { ItemIndex } from '../../domain/index.ts'
import { type Condition, defined, type Finding, figure, meanOf } from './_finding.ts'
import { dealPages, overlapOf, type PersonaPage } from './_persona-pages.ts'
import { failures, given, type Sheet, type Slot } from './_sheet.ts'
import type { Study } from './_study.ts'
import { wilson } from './_wilson.ts'
import { BOUNDS } from './gates.ts'
import { askPersona } from './language-questions.ts'
import type { Picked } from './questions.ts'

/**
 * Persona: does the mind play a person whose tastes are written out, on pages whose genres are written out?
 *
 * One item of each page fits. Each page is asked about in an order and in its reverse, and its value is the share of the two
 * in which that item was picked; a failure is a miss. Nothing here is about real people.
 *
 * @example const finding = personaGate(study, sheet, 40) // call it when the sheet is answered
 */
export function personaGate(study: Study, sheet: Sheet, n: number): () => Finding {
  const pages = dealPages(study, n)
  const [forth, back] = pagesInBothOrders(study, sheet, pages)
  return () => {
    const orders = [forth, back].map((slots) => slots.map((slot) => given(slot)?.place ?? null))
    const items = orders.map((places, order) =>
      places.map((place, at) => (place === null ? null : turned(pages[at]!.items, order)[place]!)),
    )
    const hits = pages.map((page, at) => meanOf(items.map((picked) => Number(picked[at] === page.items[page.fits]))))
    const agreed = pages.map((_, at) => Number(items[0]![at] !== null && items[0]![at] === items[1]![at]))
    const picked = orders.flat().filter((place) => place !== null)
    const value = wilson(
      hits.reduce((sum, hit) => sum + hit, 0),
      pages.length,
    )
    const ruled = pages.map((page) => byOverlap(study, page))
    return {
      job: 'persona',
      measure: 'pages on which it picks what fits',
      n: pages.length,
      ...(pages.length < n
        ? { supply: { count: pages.length, words: 'pages could be dealt from the genres of this catalogue' } }
        : {}),
      value,
      control: pages.length === 0 ? null : { name: 'genre overlap', value: meanOf(ruled) },
      conditions: [boundCondition(value.low)],
      details: {
        questions: forth.length + back.length,
        'hits of chance': defined(meanOf(pages.map((page) => 1 / page.items.length))),
        'same item in both orders': defined(meanOf(agreed)),
        ...Object.fromEntries(
          Array.from('ABCD', (letter, at) => [
            `share of ${letter}`,
            defined(picked.filter((place) => place === at).length / picked.length),
          ]),
        ),
        failures: failures([...forth, ...back]),
      },
    }
  }
}

/** Puts each page on the sheet, in an order and in its reverse. */
export function pagesInBothOrders(
  { data, films }: Study,
  sheet: Sheet,
  pages: readonly PersonaPage[],
): readonly [readonly Slot<Picked>[], readonly Slot<Picked>[]] {
  const asked = (order: number): Slot<Picked>[] =>
    pages.map(({ id, likes, dislikes, items }) => {
      const options = turned(items, order).map((item) => ({ item: data.items.ids[item]!, line: films[item]! }))
      return sheet.about(`persona ${id}`, `order ${order + 1}`, (mind, random) =>
        askPersona(mind, { likes, dislikes, options }, random),
      )
    })
  return [asked(0), asked(1)]
}

const turned = (items: readonly ItemIndex[], order: number): readonly ItemIndex[] =>
  order === 0 ? items : items.toReversed()

/** What the rule expects to hit: its best item, or its share among equally good ones. */
function byOverlap({ data }: Study, page: PersonaPage): number {
  const scores = page.items.map((item) => overlapOf(page, data.catalogue[item]!.categories))
  const highest = Math.max(...scores)
  return scores[page.fits] === highest ? 1 / scores.filter((score) => score === highest).length : 0
}

function boundCondition(low: number | null): Condition {
  if (low === null) return { holds: false, words: 'nothing could be asked' }
  return {
    holds: low >= BOUNDS.inRole,
    words: `the lower end of the interval is ${figure(low)} (at least ${figure(BOUNDS.inRole)})`,
  }
}
