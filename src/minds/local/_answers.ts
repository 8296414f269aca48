import type { GbnfJsonObjectSchema, LlamaGrammar, Token } from 'node-llama-cpp'
import { type JsonSchema, type ModelAnswer, type ModelCall, ModelFailure } from '../../domain/index.ts'
import type { Engine } from './_engine.ts'
import type { Frame } from './_frame.ts'
import type { Drawing, Seat } from './_seat.ts'
import { grammarSchema } from './grammar-schema.ts'
import { atTemperature, labelProbabilities } from './label-tree.ts'

/** Opens the answer to a choice, so that a label is what comes next. */
const LEAD = 'Answer:'

/** A call in tokens, known to fit. */
export interface Turn {
  readonly call: ModelCall
  readonly system: readonly Token[]
  /** The user's words and the opening of the answer. */
  readonly prompt: readonly Token[]
  /** For a choice: lead and label, for each label. */
  readonly labels: readonly (readonly Token[])[]
  /** For a JSON document. */
  readonly grammar: LlamaGrammar | null
}

/** Puts calls to a model and reads its answers. */
export class Speaker {
  readonly #engine: Engine
  readonly #frame: Frame
  readonly #grammars = new WeakMap<JsonSchema, Promise<LlamaGrammar>>()

  constructor(engine: Engine, frame: Frame) {
    this.#engine = engine
    this.#frame = frame
  }

  /** @throws ModelFailure bad_input for a call that can not be answered whatever the state */
  async prepare(call: ModelCall): Promise<Turn> {
    const { wanted } = call
    if (wanted.type === 'choice' && wanted.labels.length === 0)
      throw new ModelFailure('bad_input', 'a choice of no labels')
    const turn = {
      call,
      system: this.#frame.before(call.system),
      prompt: this.#frame.after(call.user),
      labels: wanted.type === 'choice' ? wanted.labels.map((label) => this.#tokens(`${LEAD} ${label}`)) : [],
      grammar: wanted.type === 'json' ? await this.#grammarFor(wanted.schema) : null,
    }
    this.#requireRoom(turn)
    return turn
  }

  /**
   * @param show told the words that were added, of a text or a document
   * @throws ModelFailure, or the signal's reason
   */
  async answer(turn: Turn, seat: Seat, signal: AbortSignal, show: Show = () => {}): Promise<ModelAnswer> {
    await seat.open(turn.call.system, turn.system)
    signal.throwIfAborted()
    const { wanted } = turn.call
    switch (wanted.type) {
      case 'choice':
        return this.#choose(turn, wanted.labels, seat, signal)
      case 'text': {
        const { text, tokens } = await this.#write(turn, wanted.maxTokens, seat, signal, settled(show))
        return answerOf(turn, text.trim(), tokens)
      }
      case 'json': {
        const { text, tokens } = await this.#write(turn, wanted.maxTokens, seat, signal, settled(show), isDocument)
        if (!isDocument(`${text}\n`)) throw new ModelFailure('unparseable', text)
        return answerOf(turn, text.trim(), tokens)
      }
    }
  }

  async #choose(turn: Turn, names: readonly string[], seat: Seat, signal: AbortSignal): Promise<ModelAnswer> {
    let forks = 0
    const raw = await labelProbabilities(turn.labels, (path, branches) => {
      signal.throwIfAborted()
      forks++
      return seat.next([...turn.prompt, ...(path as Token[])], branches)
    })
    if (raw === null) throw new ModelFailure('unparseable', 'no label has any probability')
    const likeliest = names[raw.indexOf(Math.max(...raw))]!
    return { ...answerOf(turn, likeliest, forks), probabilities: atTemperature(raw, turn.call.temperature) }
  }

  async #write(
    { prompt, grammar, call: { temperature, seed } }: Turn,
    maxTokens: number,
    seat: Seat,
    signal: AbortSignal,
    see: (text: string) => void,
    isWhole: (text: string) => boolean = () => false,
  ): Promise<{ text: string; tokens: number }> {
    const written: Token[] = []
    const drawing: Drawing = { temperature, seed, grammar }
    let text = ''
    for await (const token of seat.write(prompt, drawing)) {
      signal.throwIfAborted()
      written.push(token)
      // Tokens may be parts of one character: only all of them together are text.
      text = this.#engine.model.detokenize(written)
      see(text)
      if (written.length >= maxTokens || isWhole(text)) break
    }
    return { text, tokens: written.length }
  }

  #grammarFor(schema: JsonSchema): Promise<LlamaGrammar> {
    const known = this.#grammars.get(schema)
    if (known) return known
    const suited = grammarSchema(schema)
    if ('wrong' in suited) throw new ModelFailure('bad_input', `no grammar can hold this schema: ${suited.wrong}`)
    // An object stands for every kind of schema: the package's types can not infer one that is not written out.
    const made = this.#engine.llama.createGrammarForJsonSchema(suited.schema as GbnfJsonObjectSchema)
    this.#grammars.set(schema, made)
    return made
  }

  #requireRoom({ call: { wanted }, system, prompt, labels }: Turn): void {
    const room = Math.min(...this.#engine.contexts.map(({ contextSize }) => contextSize - 1))
    const asked = system.length + prompt.length
    const answer = wanted.type === 'choice' ? Math.max(...labels.map(({ length }) => length)) : wanted.maxTokens
    if (asked + answer <= room) return
    throw new ModelFailure(
      'bad_input',
      `the prompt has ${asked} tokens and the answer may have ${answer}; the context holds ${room}`,
    )
  }

  #tokens(text: string): Token[] {
    return this.#engine.model.tokenize(text, false, 'trimLeadingSpace')
  }
}

function answerOf({ system, prompt }: Turn, text: string, generatedTokens: number): ModelAnswer {
  return { text, probabilities: null, usage: { promptTokens: system.length + prompt.length, generatedTokens } }
}

/** Is told words as they are added. */
export type Show = (delta: string) => void

/** Shows of a text that grows what will stand in the answer: no blanks around it, and no half of a character at its end. */
function settled(show: Show): (text: string) => void {
  let shown = ''
  return (text) => {
    const sure = text.trimStart().replace(/[\s\uFFFD]+$/, '')
    if (!sure.startsWith(shown) || sure.length === shown.length) return
    show(sure.slice(shown.length))
    shown = sure
  }
}

/** Whether a text is one JSON document that can not go on: closed by a bracket, or by the end of its line. */
function isDocument(text: string): boolean {
  if (!/[}\]\n]\s*$/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}
