import { type Item, itemId, type User, userId } from '../../domain/index.ts'
import type { CodedRows } from '../dataset.ts'
import type { Event } from '../export/event.ts'
import { type Circumstances, RowCollector } from './_row-collector.ts'

/** What the events say, event by event. */
export class EventLog {
  readonly items = new Map<string, Item>()
  readonly people = new Map<string, User>()
  /** How often each action occurs. */
  readonly actions = new Map<string, number>()
  private readonly rows = new RowCollector()
  /** Shown items of which an interaction may still tell that they were taken up, by impression and item. */
  private readonly open = new Map<string, { taken: number; add(taken: number): void }>()

  /** @returns whether there was a place for it */
  take(event: Event): boolean {
    if (event.type === 'item') this.items.set(event.item, itemOf(event))
    else if (event.type === 'user') this.people.set(event.user, personOf(event))
    else if (event.type === 'impression') this.takeImpression(event)
    else return this.takeInteraction(event)
    return true
  }

  private takeInteraction(event: Extract<Event, { type: 'interaction' }>): boolean {
    const { user, item, kind, value, ts, impressionId } = event
    if (item === undefined || item === null) return false
    this.actions.set(kind, (this.actions.get(kind) ?? 0) + 1)
    this.rows.add(this.rows.log, user, item, value ?? 1, ts ?? Number.NaN, circumstancesOf(event))
    const shown = impressionId ? this.open.get(`${impressionId} ${item}`) : undefined
    if (shown) shown.taken = 1
    return true
  }

  private takeImpression(event: Extract<Event, { type: 'impression' }>): void {
    const context = circumstancesOf(event)
    for (const { item, taken } of event.slate) {
      const add = (value: number): void =>
        this.rows.add(this.rows.impressions, event.user, item, value, event.ts ?? Number.NaN, context)
      if (taken !== undefined && taken !== null) add(taken)
      else if (event.id) this.open.set(`${event.id} ${item}`, { taken: 0, add })
      else add(0)
    }
  }

  finish(): CodedRows {
    for (const { taken, add } of this.open.values()) add(taken)
    return this.rows.finish()
  }
}

const circumstances = ['place', 'device', 'environment', 'status', 'companions', 'session'] as const

/** The circumstances of an event; those that are no text become JSON. */
function circumstancesOf({
  session,
  context,
}: Pick<Extract<Event, { type: 'impression' }>, 'session' | 'context'>): Circumstances {
  if (!session && !context) return {}
  const known: Readonly<Record<string, unknown>> = { ...context, ...(session ? { session } : {}) }
  return Object.fromEntries(
    circumstances.flatMap((name) => {
      const value = known[name]
      if (value === undefined || value === null) return []
      return [[name, typeof value === 'string' ? value : JSON.stringify(value)]]
    }),
  )
}

function itemOf(event: Extract<Event, { type: 'item' }>): Item {
  const { item, title, text, categories, attributes, image, price, releasedAt } = event
  return {
    id: itemId(item),
    title: title ?? item,
    ...present({ text, image, price, releasedAt }),
    categories: categories ?? [],
    attributes: present(attributes ?? {}),
  }
}

function personOf({ user, demographics, attributes, connections }: Extract<Event, { type: 'user' }>): User {
  return {
    id: userId(user),
    ...(demographics ? { demographics: present(demographics) as NonNullable<User['demographics']> } : {}),
    ...(attributes ? { attributes: present(attributes) } : {}),
    ...(connections ? { connections: connections.map(userId) } : {}),
  }
}

/** The members that have a value. */
function present<Value>(
  record: Readonly<Record<string, Value | null | undefined>>,
): Record<string, Exclude<Value, null | undefined>> {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== null && value !== undefined),
  ) as Record<string, Exclude<Value, null | undefined>>
}
