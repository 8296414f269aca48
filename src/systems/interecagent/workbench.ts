import {
  type CandidateBus,
  candidateBus,
  type Grounder,
  itemTest,
  type Surroundings,
  touchedBy,
  type WishState,
} from '../../agents/index.ts'
import type { ItemId, ItemIndex, Tool, UserIndex } from '../../domain/index.ts'
import type { InterecagentOptions } from './options.ts'
import { interecagentTools } from './tools.ts'

/** Candidates and tools of one conversation, made once: the checks of a tool's definition take longer than a turn. */
export interface Workbench {
  readonly bus: CandidateBus
  readonly tools: readonly Tool[]
  /** What `map` showed since the last beginning. */
  readonly shown: readonly ItemIndex[]
  /**
   * Begins anew: all candidates but those that may not be shown.
   *
   * @param kept candidates to begin with, where they are kept from turn to turn
   * @returns what was left out, in words; null for nothing
   */
  begin(wishes: WishState, kept?: Int32Array | null): string | null
  /** Who hears of cards as soon as `map` shows them. */
  hear(shows: (items: readonly ItemIndex[]) => void): void
}

/** Lays out candidates and tools for a conversation. */
export function openWorkbench(
  around: Surroundings,
  grounder: Grounder,
  options: InterecagentOptions,
  user: UserIndex | undefined,
): Workbench {
  const { columns } = around
  const bus = candidateBus(columns.items.length)
  const never = new Uint8Array(columns.items.length)
  for (const item of user === undefined ? [] : touchedBy(around, user)) never[item] = 1
  // Nobody can be shown an item that has no name.
  for (const [item, { title }] of columns.items.entries()) if (title.trim() === '') never[item] = 1
  let shown: readonly ItemIndex[] = []
  let heard: (items: readonly ItemIndex[]) => void = () => {}
  const tools = interecagentTools({
    bus,
    around,
    grounder,
    preference: around.preference(user),
    share: options.softFraction,
    show: options.show,
    onShown: (ids) => {
      shown = ids.flatMap((id) => columns.vocabulary.index(id as ItemId) ?? [])
      heard(shown)
    },
  })
  return {
    bus,
    tools,
    get shown() {
      return shown
    },
    hear: (shows) => {
      heard = shows
    },
    begin({ wishes, refused }, kept) {
      bus.reset()
      shown = []
      if (kept) bus.replace('kept', {}, kept)
      const barred = never.slice()
      for (const item of refused) barred[item] = 1
      for (const { aim, strength } of wishes) {
        if (strength !== 'never' || aim.type !== 'condition') continue
        const passes = itemTest(columns, aim.constraint)
        for (let item = 0; item < barred.length; item++) if (!passes(item)) barred[item] = 1
      }
      return leftOut(bus, barred)
    },
  }
}

function leftOut(bus: CandidateBus, barred: Uint8Array): string | null {
  const { items } = bus
  const kept = new Int32Array(items.length)
  let count = 0
  for (let place = 0; place < items.length; place++) if (barred[items[place]!] === 0) kept[count++] = items[place]!
  const out = items.length - count
  if (out === 0) return null
  const { relaxed } = bus.replace('leave_out', { items: out }, kept.slice(0, count))
  if (relaxed) return NOTHING_LEFT
  return `${out} ${out === 1 ? 'item is' : 'items are'} left out: known already, turned down, or never wanted.`
}

/** What is said where nothing may be shown. */
export const NOTHING_LEFT = 'Nothing is left: all is known already, turned down, or never wanted.'
