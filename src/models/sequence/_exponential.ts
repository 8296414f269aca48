/*
 * The softmax over a catalogue asks for a hundred million exponentials an epoch, none of a positive number. A power of
 * 2 from a table times a polynomial for the fraction needs no call out of the compiled loop, takes less than half the
 * time of Math.exp, and gives the same bits on every engine.
 */

const LOG2_OF_E = Math.LOG2E
/** Below this, e^x is under 1e-38, the least that single precision holds. */
const LEAST = -87
/** 2^-k. */
const POWERS = Float64Array.from({ length: 128 }, (_, k) => 2 ** -k)
/** Of 2^(1/2 + g) around g = 0: √2 (ln 2)^n / n!. */
const [A0, A1, A2, A3, A4, A5, A6] = coefficients(7) as [number, number, number, number, number, number, number]

/**
 * e^x for x not above 0, to within a relative 2e-7; 0 where single precision would have none.
 *
 * @example exponential(-1) // 0.367879…
 */
export function exponential(x: number): number {
  if (x < LEAST) return 0
  const t = x * LOG2_OF_E
  const whole = Math.floor(t)
  const g = t - whole - 0.5
  return POWERS[-whole]! * (A0 + g * (A1 + g * (A2 + g * (A3 + g * (A4 + g * (A5 + g * A6))))))
}

function coefficients(count: number): readonly number[] {
  const all = [Math.SQRT2]
  for (let n = 1; n < count; n++) all.push((all[n - 1]! * Math.LN2) / n)
  return all
}
