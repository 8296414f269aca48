import type { LlamaContext, LlamaContextSequence, LlamaGrammar, Token } from 'node-llama-cpp'
import type { Library } from './_library.ts'
import type { Holder } from './_pool.ts'
import { END } from './label-tree.ts'

/** How the next tokens are drawn. */
export interface Drawing {
  readonly temperature: number
  readonly seed: number
  readonly grammar: LlamaGrammar | null
}

/** Added to the logits of the tokens asked for, equally, so that they and only they are the most likely. */
const RAISE = { logit: 100 }

/**
 * One context: a system part that is kept, and behind it what the present call is about.
 *
 * A model's numbers depend in the last digits on how its tokens were batched. So the system part is always read from an
 * empty state and in one go, and each call goes on from there: equal calls see equal states, whatever was asked
 * between.
 */
export class Seat implements Holder {
  held: string | null = null
  readonly #library: Library
  readonly #sequence: LlamaContextSequence
  /** Tokens that end an answer. */
  readonly #ends: readonly Token[]
  #split = 0

  constructor(library: Library, context: LlamaContext) {
    const { tokens } = context.model
    const newline = context.model.tokenize('\n', false)
    this.#library = library
    this.#sequence = context.getSequence()
    this.#ends = [...new Set([tokens.eot, tokens.eos, newline.length === 1 ? newline[0]! : null])].filter(
      (end) => end !== null,
    )
  }

  /** Brings the state to the end of a system part: by dropping what is behind it, else by reading it. */
  async open(system: string, tokens: readonly Token[]): Promise<void> {
    if (this.held === system) {
      await this.#eraseFrom(this.#split)
      // A model that can not drop the end of its state drops all of it.
      if (this.#sequence.nextTokenIndex === this.#split) return
    }
    this.held = null
    await this.#eraseFrom(0)
    await this.#sequence.evaluateWithoutGeneratingNewTokens([...tokens])
    this.held = system
    this.#split = tokens.length
  }

  /** The state is in doubt: the next call begins from an empty one. */
  forget(): void {
    this.held = null
  }

  /**
   * The probabilities of what may follow the system part and some tokens, up to a common factor. What an earlier call
   * for the same answer has read already is not read again.
   *
   * @param tokens at least one
   * @param branches tokens, or `END` for all tokens that end an answer together
   */
  async next(tokens: readonly Token[], branches: readonly number[]): Promise<readonly number[]> {
    const have = this.#sequence.contextTokens.slice(this.#split)
    const differs = tokens.findIndex((token, place) => token !== have[place])
    const same = differs < 0 ? tokens.length - 1 : differs
    await this.#eraseFrom(this.#split + same)
    // A raised end-of-turn token is not possible; where an answer may end, all probabilities are asked for.
    const options = branches.includes(END) ? {} : this.#onlyAmong(branches as Token[])
    const last = [tokens.at(-1)!, { generateNext: { probabilities: true, options } }] as const
    const read = await this.#sequence.controlledEvaluate([...tokens.slice(same, -1), [...last]])
    const found = read.at(-1)?.next.probabilities ?? new Map<Token, number>()
    const weightOf = (token: Token): number => found.get(token) ?? 0
    return branches.map((branch) =>
      branch === END ? this.#ends.reduce((sum, end) => sum + weightOf(end), 0) : weightOf(branch as Token),
    )
  }

  /** Draws one token after the other behind the system part and some tokens, until the model ends its turn. */
  write(tokens: readonly Token[], { temperature, seed, grammar }: Drawing): AsyncGenerator<Token, void> {
    const { LlamaGrammarEvaluationState } = this.#library
    const { model } = this.#sequence
    return this.#sequence.evaluate([...tokens], {
      temperature,
      seed,
      ...WHOLE_DISTRIBUTION,
      ...(grammar && { grammarEvaluationState: new LlamaGrammarEvaluationState({ model, grammar }) }),
    })
  }

  /** Sampler settings that return the given tokens and no others, their ratios those of the model. */
  #onlyAmong(branches: readonly Token[]) {
    const tokenBias = new this.#library.TokenBias(this.#sequence.model.tokenizer)
    for (const token of branches) tokenBias.set(token, RAISE)
    return { ...WHOLE_DISTRIBUTION, topK: branches.length, temperature: 1, seed: 0, tokenBias }
  }

  async #eraseFrom(start: number): Promise<void> {
    const end = this.#sequence.nextTokenIndex
    if (end > start) await this.#sequence.eraseContextTokenRanges([{ start, end }])
  }
}

/** The package cuts unlikely tokens unless it is told not to. */
const WHOLE_DISTRIBUTION = { topK: 0, topP: 1, minP: 0 }
