import { itemTest, likedItems, neverAgainst, useTool } from '../../agents/index.ts'
import { type ItemIndex, itemIndex } from '../../domain/index.ts'
import { facetQuestion } from './facet-question.ts'
import { reorder, rulePlan, toldBack, type WishStep } from './rule-plan.ts'
import type { Answer, Turn } from './turn.ts'
import { replyWords } from './words.ts'
import { NOTHING_LEFT } from './workbench.ts'

/** One turn by rules: what was understood becomes a plan over the six tools; the utility orders; a template tells. */
export async function ruleTurn(turn: Turn): Promise<Answer> {
  const { start, state, user, message, options } = turn
  const { surroundings: around } = start
  const { wishes } = state
  const { bus, tools } = turn.bench
  const isKnown = user !== undefined && likedItems(around, user, Number.NEGATIVE_INFINITY).length > 0
  turn.bench.hear(() => {})
  const note = turn.bench.begin(wishes)
  if (note !== null) turn.trace({ step: 'guard', output: note })
  const nothing = note === NOTHING_LEFT
  const dropped: WishStep['wish'][] = []
  const plan = nothing ? [] : rulePlan(wishes, around, isKnown)
  turn.trace({
    step: 'plan',
    input: { by: 'rules' },
    output: plan.map(({ tool }) => tool).join(', ') || 'nothing is left to plan with',
  })
  let left = bus.items.length
  for (const { tool, input, wish } of plan) {
    if (tool === 'rank') left = bus.items.length
    if (tool === 'map') reorder(bus, preferencesOf(turn))
    const used = await useTool(
      tools.find(({ name }) => name === tool)!,
      input,
      turn.signal ? { signal: turn.signal } : {},
    )
    turn.trace({ step: tool, input, output: used.words })
    if (wish && (!used.ok || (used.output as { relaxed: boolean }).relaxed)) dropped.push(wish)
  }
  const found = nothing ? [] : shownOf(bus.items, wishes.k, options.rankMode, turn)
  const out = dropped.flatMap((wish) => (wish ? [wish] : []))
  const applied = toldBack(wishes.wishes.filter((wish) => !out.includes(wish)))
  const cards = found.map(turn.card)
  if (cards.length > 0) turn.shows(cards)
  const question = options.asks ? facetQuestion(turn, bus.items, left) : null
  const order =
    wishes.order === 'taste' &&
    !isKnown &&
    wishes.liked.length === 0 &&
    !wishes.wishes.some(({ aim }) => aim.type === 'like')
      ? around.past.data.log.length === 0
        ? 'catalogue'
        : 'stranger'
      : wishes.order
  const text = replyWords({
    cards,
    left: nothing ? 0 : left,
    applied,
    dropped: toldBack(out),
    unread: message.unread,
    unknownTitles: message.unknownTitles,
    against: message.acts.flatMap((act) => {
      const never = act.type === 'wish' ? neverAgainst(wishes, act.wish) : null
      return never ? [never.words] : []
    }),
    question,
    order,
    isLater: found.length > 0 && found.every((item) => !state.everShown.has(item)) && state.everShown.size > 0,
  })
  const remaining = { ...wishes, wishes: wishes.wishes.filter((wish) => !out.includes(wish)) }
  return { text, items: found, applied, dropped: toldBack(out), asked: question !== null, wishes: remaining }
}

/** What stands first of what fits: what is rather wanted, and the little known where that was asked for. */
function preferencesOf({ start, state }: Turn): Parameters<typeof reorder>[1] {
  const { columns, popularity } = start.surroundings
  const tests = state.wishes.wishes.flatMap(({ aim, strength }) =>
    strength === 'prefer' && aim.type === 'condition' ? [itemTest(columns, aim.constraint)] : [],
  )
  const isObscure = state.wishes.order === 'obscure'
  const middle = isObscure ? popularity.toSorted()[Math.floor(popularity.length / 2)]! : 0
  return {
    shown: state.everShown,
    prefers: (item) =>
      tests.reduce((sum, passes) => sum + Number(passes(item)), 0) +
      (isObscure && popularity[item]! <= middle ? 10 : 0),
  }
}

/** The first of what is ranked; with `diverse` no two of one first group stand together while others are left. */
function shownOf(ranked: Int32Array, k: number, mode: 'sort' | 'diverse', { start }: Turn): readonly ItemIndex[] {
  const items = Array.from(ranked.subarray(0, mode === 'diverse' ? 100 : k), (item) => itemIndex(item))
  if (mode === 'sort') return items
  const groupOf = (item: ItemIndex): string | undefined => start.surroundings.columns.items[item]!.categories[0]
  const chosen: ItemIndex[] = []
  while (chosen.length < k && items.length > 0) {
    const last = chosen.at(-1)
    const next = items.findIndex((item) => last === undefined || groupOf(item) !== groupOf(last))
    chosen.push(...items.splice(Math.max(0, next), 1))
  }
  return chosen
}
