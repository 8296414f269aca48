import type { ItemCard, Reply, ReplyCost } from '../domain/index.ts'
import type { Price } from '../minds/index.ts'
import { counted, fixed, whole } from '../words.ts'

/** One card on two lines: its number, title, groups and id, then why it is shown. @example cardText(card, 1) */
export function cardText({ id, title, categories, year, reason }: ItemCard, number: number): string {
  // Many catalogues write the year into the title.
  const when = year === null || title.includes(`(${year})`) ? '' : `, ${year}`
  const groups = categories.length > 0 ? `  ${categories.join(', ')}` : ''
  const why = reason === null ? '' : `\n      ${reason}`
  return `  ${String(number).padStart(2)}. ${title}${when}${groups}  [${id}]${why}`
}

/** What calls took so far. */
export interface Meter {
  readonly turns: number
  readonly calls: number
  readonly promptTokens: number
  readonly generatedTokens: number
  readonly milliseconds: number
}

/** Nothing was said yet. */
export const NO_TURNS: Meter = { turns: 0, calls: 0, promptTokens: 0, generatedTokens: 0, milliseconds: 0 }

/** The meter after one more reply. @example afterReply(NO_TURNS, reply.cost).turns // 1 */
export const afterReply = (meter: Meter, { calls, promptTokens, generatedTokens, milliseconds }: ReplyCost): Meter => ({
  turns: meter.turns + 1,
  calls: meter.calls + calls,
  promptTokens: meter.promptTokens + promptTokens,
  generatedTokens: meter.generatedTokens + generatedTokens,
  milliseconds: meter.milliseconds + milliseconds,
})

/** What something took, in words; money where a price is known. @example costText(reply.cost, undefined) */
export function costText(cost: ReplyCost, price: Price | undefined): string {
  const { calls, promptTokens, generatedTokens, milliseconds } = cost
  const time = milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${fixed(milliseconds / 1000, 1)} s`
  if (calls === 0) return `no model, ${time}`
  const money = price
    ? `, ${((promptTokens * price.perMillionPrompt + generatedTokens * price.perMillionGenerated) / 1e6).toFixed(4)}`
    : ''
  return `${counted(calls, 'call')}, ${whole(promptTokens)} + ${whole(generatedTokens)} tokens${money}, ${time}`
}

/** The plan behind a reply, step by step. @example traceText(reply) */
export function traceText({ trace }: Pick<Reply, 'trace'>): string {
  if (trace.length === 0) return 'There was no plan behind it.'
  return trace
    .map(({ step, input, output }) => {
      const asked = input === undefined ? '' : ` ${JSON.stringify(input)}`
      return `  ${step}${asked}\n${output
        .split('\n')
        .map((line) => `      ${line}`)
        .join('\n')}`
    })
    .join('\n')
}

/** A turn as one JSON document. @example jsonTurn(reply) */
export const jsonTurn = ({ turn, text, items, applied, dropped, failure, cost }: Reply): string =>
  JSON.stringify({
    turn,
    reply: text,
    items: items.map(({ id, title }) => ({ id, title })),
    applied,
    dropped,
    calls: cost.calls,
    tokens: cost.promptTokens + cost.generatedTokens,
    ...(failure ? { failure } : {}),
  })
