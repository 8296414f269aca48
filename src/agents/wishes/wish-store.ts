import type { ItemIndex } from '../../domain/index.ts'
import type { Constraint } from '../tools/constraint.ts'
import type { Act, Wish, WishedOrder } from './wish.ts'

/** A wish with the turn in which it was said. */
export interface KeptWish extends Wish {
  readonly turn: number
}

/** All that a person said they want so far, as data that filters and scores. */
export interface WishState {
  /** In order of turns. */
  readonly wishes: readonly KeptWish[]
  /** Turned down or known already: not shown again. */
  readonly refused: readonly ItemIndex[]
  /** Said to be liked, the latest last. */
  readonly liked: readonly ItemIndex[]
  readonly order: WishedOrder
  /** Cards a turn. */
  readonly k: number
}

/** Nothing was said yet. @example noWishes(5).wishes.length // 0 */
export const noWishes = (k: number): WishState => ({ wishes: [], refused: [], liked: [], order: 'taste', k })

/** Cards a turn at most. */
const MOST_CARDS = 20

/**
 * What is wanted after an act.
 *
 * The newest wins: a wish takes the place of what contradicts it, but a "never" stays until it is lifted or all is forgotten. An item
 * is liked or refused, as was said last.
 *
 * @example withAct(noWishes(5), { type: 'count', k: 3 }, 1).k // 3
 */
export function withAct(state: WishState, act: Act, turn: number): WishState {
  switch (act.type) {
    case 'wish':
      return {
        ...state,
        wishes: [...state.wishes.filter((old) => stays(old, act.wish, act.mode, turn)), { ...act.wish, turn }],
      }
    case 'lift':
      return { ...state, wishes: state.wishes.filter((old) => !isAbout(old, act.field, act.value)) }
    case 'order':
      return { ...state, order: act.by }
    case 'count':
      return { ...state, k: Math.min(MOST_CARDS, Math.max(1, act.k)) }
    case 'reject':
    case 'seen':
      return { ...state, refused: joined(state.refused, act.items), liked: without(state.liked, act.items) }
    case 'accept':
      return { ...state, liked: joined(state.liked, act.items), refused: without(state.refused, act.items) }
    case 'reset':
      return noWishes(state.k)
    default:
      return state
  }
}

/** Whether a "never" stands against a wish, so that it cannot be met until the never is lifted. @example neverAgainst(state, wish)?.words */
export function neverAgainst(state: WishState, { aim, strength }: Wish): KeptWish | null {
  if (aim.type !== 'condition' || strength === 'not' || strength === 'never') return null
  const wanted = valuesOf(aim.constraint)
  return (
    state.wishes.find(
      ({ strength: kept, aim: old }) =>
        kept === 'never' &&
        old.type === 'condition' &&
        old.constraint.field === aim.constraint.field &&
        wanted.length > 0 &&
        wanted.every((value) => valuesOf(old.constraint).includes(value)),
    ) ?? null
  )
}

/** Whether an earlier wish stays beside a new one. */
function stays(old: KeptWish, wish: Wish, mode: 'add' | 'replace', turn: number): boolean {
  const { aim } = wish
  if (old.turn === turn && JSON.stringify(old.aim) !== JSON.stringify(aim)) return true
  const isRefusal = old.strength === 'not' || old.strength === 'never'
  if (old.aim.type !== aim.type) return mode === 'add' || isRefusal
  if (old.strength === 'never') return !(wish.strength === 'never' && sameAim(old, wish))
  if (aim.type !== 'condition' || old.aim.type !== 'condition') return false
  const { constraint } = aim
  const { constraint: before } = old.aim
  if (before.field !== constraint.field) return !(mode === 'replace' && old.strength !== 'not')
  if (isNumeric(constraint) || isNumeric(before)) return !sameSide(before, constraint)
  if (overlaps(before, constraint)) return false
  return mode === 'add' || old.strength === 'not'
}

const sameAim = (old: Wish, wish: Wish): boolean => JSON.stringify(old.aim) === JSON.stringify(wish.aim)

const isNumeric = ({ op }: Constraint): boolean => ['<', '<=', '>', '>=', 'between'].includes(op)

/** Two bounds of one number: a range replaces both, an upper bound the upper one. */
function sameSide(one: Constraint, other: Constraint): boolean {
  if (one.op === 'between' || other.op === 'between') return true
  return one.op[0] === other.op[0]
}

const overlaps = (one: Constraint, other: Constraint): boolean => {
  const values = valuesOf(one)
  return valuesOf(other).some((value) => values.includes(value))
}

const valuesOf = (constraint: Constraint): readonly (string | number | boolean)[] =>
  'values' in constraint ? constraint.values : 'value' in constraint ? [constraint.value] : []

function isAbout({ aim }: Wish, field: string | null, value: string | null): boolean {
  if (field === null) return true
  if (aim.type !== 'condition' || aim.constraint.field !== field) return false
  return value === null || valuesOf(aim.constraint).includes(value)
}

const joined = (items: readonly ItemIndex[], more: readonly ItemIndex[]): readonly ItemIndex[] => [
  ...without(items, more),
  ...new Set(more),
]

const without = (items: readonly ItemIndex[], some: readonly ItemIndex[]): readonly ItemIndex[] =>
  items.filter((item) => !some.includes(item))
