import type { LlamaModel, LlamaTextValue, Token } from 'node-llama-cpp'
import type { Library } from './_library.ts'
import { unfit } from './_weights-file.ts'

/**
 * A model's chat template, cut where the user's words begin.
 *
 * The two sides are turned into tokens separately, so that what comes before the cut can not depend on what comes
 * after. System and user words are never read as control tokens, whatever they contain.
 */
export interface Frame {
  /** Everything up to the user's words. */
  before(system: string): Token[]
  /** The user's words and the opening of the answer. */
  after(user: string): Token[]
  /** The template with marks for the words. */
  readonly text: string
}

// Private-use characters, which no template and no tokenizer treats specially.
const SYSTEM = '\uE000system\uE001'
const USER = '\uE000user\uE001'

/**
 * Reads the frame off the model's own chat template, rendered once with marks in place of the words.
 *
 * @throws `llm/weights` where the template does not say the words as they are
 */
export function frameOf(
  { JinjaTemplateChatWrapper, LlamaText, resolveChatWrapper }: Library,
  model: LlamaModel,
): Frame {
  const template = model.fileInfo.metadata.tokenizer?.chat_template
  const wrapper = template
    ? new JinjaTemplateChatWrapper({ template, tokenizer: model.tokenizer })
    : resolveChatWrapper(model)
  const { contextText } = wrapper.generateContextState({
    chatHistory: [
      { type: 'system', text: SYSTEM },
      { type: 'user', text: USER },
      { type: 'model', response: [] },
    ],
  })
  const [opening, rest] = cutAt(contextText.values, SYSTEM)
  const [between, closing] = cutAt(rest, USER)
  if (opening === null || between === null) throw unfit(`The chat template of ${model.filename} can not be used here.`)
  const { bos, shouldPrependBosToken } = model.tokens
  return {
    before: (system) => {
      const tokens = LlamaText([...opening, system, ...between]).tokenize(model.tokenizer)
      return shouldPrependBosToken && bos !== null && tokens[0] !== bos ? [bos, ...tokens] : tokens
    },
    after: (user) => LlamaText([user, ...closing]).tokenize(model.tokenizer, 'trimLeadingSpace'),
    text: JSON.stringify(contextText.toJSON()),
  }
}

/** The values before and after a mark, which stands in plain text once; null before where it does not. */
function cutAt(
  values: readonly LlamaTextValue[],
  mark: string,
): readonly [readonly LlamaTextValue[] | null, readonly LlamaTextValue[]] {
  const place = values.findIndex((value) => typeof value === 'string' && value.includes(mark))
  if (place < 0) return [null, []]
  const [before = '', after = '', ...again] = String(values[place]).split(mark)
  if (again.length > 0) return [null, []]
  return [
    [...values.slice(0, place), before],
    [after, ...values.slice(place + 1)],
  ]
}
