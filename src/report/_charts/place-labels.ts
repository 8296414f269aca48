/*
 * Names stand beside what they name, so that no legend is needed; these keep them off each other.
 */

/** A rectangle in pixels, y downwards. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/**
 * Moves labels of one column apart, each as little as the order and the limits allow.
 *
 * @param wanted where each label would stand, in pixels
 * @param gap least distance of two labels
 * @returns positions in the order given, between `low` and `high` unless there are too many labels
 * @example spread([10, 11, 50], 15, { low: 0, high: 100 }) // [10, 25, 50]
 */
export function spread(
  wanted: readonly number[],
  gap: number,
  limits: { readonly low: number; readonly high: number },
): number[] {
  const order = wanted.map((_, at) => at).sort((a, b) => wanted[a]! - wanted[b]! || a - b)
  const placed = [...wanted]
  let edge = limits.low
  for (const at of order) {
    placed[at] = Math.max(wanted[at]!, edge)
    edge = placed[at]! + gap
  }
  edge = limits.high
  for (const at of order.reverse()) {
    placed[at] = Math.min(placed[at]!, edge)
    edge = placed[at]! - gap
  }
  return placed
}

/** A mark with its whisker, and the size of the name that goes with it, in pixels. */
export interface Labelled {
  readonly x: number
  readonly y: number
  /** Ends of the whisker; the mark's own place without one. */
  readonly low: number
  readonly high: number
  readonly width: number
}

/**
 * Finds a place for the name of each mark: above, below or at an end of its whisker, wherever it hides least.
 *
 * Greedy, in the order given; what is already placed, all marks and the edge of the picture count as taken.
 *
 * @param room the picture
 * @returns the middle of each name
 * @example placeLabels([{ x: 50, y: 50, low: 40, high: 60, width: 30 }], { left: 0, top: 0, right: 100, bottom: 100 })
 */
export function placeLabels(marks: readonly Labelled[], room: Box): { readonly x: number; readonly y: number }[] {
  const taken: Box[] = marks.map(({ y, low, high }) => around((low + high) / 2, y, high - low + 2 * MARK, 2 * MARK))
  return marks.map(({ x, y, low, high, width }) => {
    const candidates = [
      { x, y: y - MARK - LETTER / 2 },
      { x, y: y + MARK + LETTER / 2 },
      { x: high + MARK + width / 2, y },
      { x: low - MARK - width / 2, y },
    ]
    const boxes = candidates.map((at) => around(at.x, at.y, width, LETTER))
    const costs = boxes.map((box) => outside(box, room) + taken.reduce((sum, other) => sum + overlap(box, other), 0))
    const best = costs.indexOf(Math.min(...costs))
    taken.push(boxes[best]!)
    return candidates[best]!
  })
}

/** Half a mark, and the height of a line of letters, in pixels. */
const MARK = 7
const LETTER = 14

function around(x: number, y: number, width: number, height: number): Box {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 }
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return Math.max(width, 0) * Math.max(height, 0)
}

/** The part of a box that lies outside another, weighed so that nothing leaves the picture while there is room. */
function outside(box: Box, room: Box): number {
  const area = (box.right - box.left) * (box.bottom - box.top)
  return 4 * (area - overlap(box, room))
}
