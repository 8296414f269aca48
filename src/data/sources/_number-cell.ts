const powers = Float64Array.from({ length: 16 }, (_, exponent) => 10 ** exponent)
const written = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i

/**
 * Reads a number from bytes.
 *
 * Up to 15 characters of digits with a point are read here: the digits are a whole number below 2^53 and the power of ten
 * is exact, so their quotient is the nearest number, as `Number` gives it. Anything longer or rarer goes to `Number`.
 *
 * @returns NaN for what is no finite number
 */
export function numberIn(bytes: Buffer, from: number, to: number): number {
  if (to - from > 15 || from === to) return rareNumber(bytes, from, to)
  let value = 0
  let point = -1
  const negative = bytes[from] === 0x2d
  for (let place = negative ? from + 1 : from; place < to; place++) {
    const byte = bytes[place]!
    if (byte >= 0x30 && byte <= 0x39) value = 10 * value + byte - 0x30
    else if (byte === 0x2e && point < 0) point = place
    else return rareNumber(bytes, from, to)
  }
  if (to - from < 2 && (negative || point >= 0)) return Number.NaN
  if (point >= 0) {
    if (to - from === 2 && negative) return Number.NaN
    value /= powers[to - point - 1]!
  }
  return negative ? -value : value
}

function rareNumber(bytes: Buffer, from: number, to: number): number {
  return numberOf(bytes.toString('latin1', from, to))
}

/** Reads a text as a finite number, NaN otherwise. @example numberOf('1e3') // 1000 */
export function numberOf(text: string): number {
  const value = written.test(text) ? Number(text) : Number.NaN
  return Number.isFinite(value) ? value : Number.NaN
}
