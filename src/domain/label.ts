/**
 * A truth that only an evaluator may open.
 *
 * Nothing can be read off it: it prints, serialises and spreads as nothing. Planners, tools and prompts take types from which it
 * cannot be reached, and refuse at run time an object that holds one.
 *
 * @example reveal(new Label('i42')) // 'i42'
 */
export class Label<Truth> {
  readonly #truth: Truth

  constructor(truth: Truth) {
    this.#truth = truth
  }

  /** What it says when something tries to write it down. */
  toJSON(): string {
    return '[a label]'
  }

  /** Opens a label. */
  static reveal<Truth>(label: Label<Truth>): Truth {
    return label.#truth
  }
}

/** Opens a label: for evaluators only. @example reveal(new Label(4)) // 4 */
export const reveal = <Truth>(label: Label<Truth>): Truth => Label.reveal(label)

/** A type as it is where no label can be reached from it; else a type that nothing has. */
export type Unlabelled<Value> =
  Value extends Label<infer _Truth>
    ? never
    : Value extends string | number | boolean | null | undefined
      ? Value
      : Value extends (...parameters: never[]) => unknown
        ? Value
        : Value extends object
          ? { readonly [Key in keyof Value]: Unlabelled<Value[Key]> }
          : Value
