import type { ItemId } from '../../domain/index.ts'

/*
 * What the questions about words and stated tastes say. The right answer stays with the gate that asks.
 */

/** A text to be read. */
export interface TextFacts {
  readonly text: string
}

/** A thing with a name, and what the name means. */
export interface Described {
  readonly name: string
  readonly description: string
}

/** Which of these does a text call for? */
export interface ClassFacts extends TextFacts {
  /** In the order offered. */
  readonly classes: readonly Described[]
  /** Texts with their class, from the half that prompts may be tuned on. */
  readonly examples: readonly { readonly text: string; readonly name: string }[]
}

/** Which item of a page does this made-up person pick? */
export interface PersonaFacts {
  /** Groups of items, such as genres. */
  readonly likes: readonly string[]
  readonly dislikes: readonly string[]
  /** In the order offered; `line` is the option. */
  readonly options: readonly { readonly item: ItemId; readonly line: string }[]
}
