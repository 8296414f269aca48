import { averageTurns, turnBounds } from './average-turns.ts'
import type { JudgedTalk } from './judge-talk.ts'

/** One value a seeker; NaN where it is undefined for one. */
export type TalkColumns = Readonly<Record<string, Float64Array>>

/**
 * What conversations came to, seeker by seeker, ready for intervals and paired differences.
 *
 * `Hit@1` to `Hit@k`; `AT` with k + 1 for a miss; `fuzzy Hit@k` by words; `retention@t`, those not lost within t turns (Huang et al.
 * call a conversation over after k); `depth`; `wishes kept` and `instructions followed`, shares of a seeker's own; `talked into`, of
 * those who took something; `leaked`; `failed`; and a turn's calls, tokens and milliseconds.
 *
 * @param k turns, from 1
 * @throws {TastemakerError} what `averageTurns` throws
 * @example bootstrapMeans(Object.values(talkColumns(judged, 5)), { random })
 */
export function talkColumns(judged: readonly JudgedTalk[], k: number): TalkColumns {
  requireConsistent(judged, k)
  const turns = Array.from({ length: k }, (_, place) => place + 1)
  const column = (of: (one: JudgedTalk) => number | null): Float64Array =>
    Float64Array.from(judged, (one) => of(one) ?? Number.NaN)
  const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
  return {
    ...Object.fromEntries(turns.map((t) => [`Hit@${t}`, column(({ hit }) => Number(hit !== null && hit <= t))])),
    AT: column(({ hit }) => hit ?? k + 1),
    [`fuzzy Hit@${k}`]: column(({ fuzzyHit }) => Number(fuzzyHit !== null)),
    ...Object.fromEntries(
      turns.map((t) => [`retention@${t}`, column(({ lostAfter }) => Number(lostAfter === null || lostAfter > t))]),
    ),
    depth: column(({ depth }) => depth),
    'wishes kept': column(({ wishes }) => share(wishes.kept, wishes.held)),
    'instructions followed': column(({ instructions }) => share(instructions.followed, instructions.given)),
    accepted: column(({ accepted }) => Number(accepted)),
    'talked into': column(({ persuaded }) => (persuaded === null ? null : Number(persuaded))),
    leaked: column(({ leaked }) => Number(leaked)),
    failed: column(({ failed, failures }) => Number(failed || failures > 0)),
    'calls a turn': column(({ cost, depth }) => share(cost.calls, depth)),
    'tokens a turn': column(({ cost, depth }) => share(cost.promptTokens + cost.generatedTokens, depth)),
    'milliseconds a turn': column(({ cost, depth }) => share(cost.milliseconds, depth)),
  }
}

/** Hit@k and AT that contradict each other are a fault of ours. */
function requireConsistent(judged: readonly JudgedTalk[], k: number): void {
  const { hit, turns } = averageTurns(
    judged.map((one) => one.hit),
    k,
  )
  if (hit === null || turns === null) return
  const { least, most } = turnBounds(hit, k)
  if (turns < least - 1e-9 || turns > most + 1e-9)
    throw new Error(`Hit@${k} ${hit} and AT ${turns} cannot both be true.`)
}
