/** The part of a set: prompts and rules are tuned on `development`, a card is made from `test`. */
export type Half = 'development' | 'test'

/** A text that a person might write, with the answer. */
export interface Labelled<Label> {
  readonly id: string
  readonly text: string
  readonly label: Label
  readonly half: Half
}

/** The texts of a set as its file has them: by half, then by label. */
export type ByLabel<Label extends string> = Readonly<Record<Half, Readonly<Record<Label, readonly string[]>>>>

/**
 * The entries of a set, in the order of their texts, so that neither place nor id tells the label.
 *
 * @param name of the set, the first part of each id
 * @example byLabel('mood', { development: { positive: ['Loved it'], negative: [] }, test })[0]?.id // 'mood/development/1'
 */
export function byLabel<Label extends string>(name: string, texts: ByLabel<Label>): readonly Labelled<Label>[] {
  return HALVES.flatMap((half) => {
    const labels = Object.keys(texts[half]) as Label[]
    const entries = labels.flatMap((label) => texts[half][label].map((text) => ({ text, label })))
    entries.sort((a, b) => (a.text < b.text ? -1 : 1))
    return entries.map(({ text, label }, place) => ({ id: `${name}/${half}/${place + 1}`, text, label, half }))
  })
}

/** Development first. */
export const HALVES: readonly Half[] = ['development', 'test']
