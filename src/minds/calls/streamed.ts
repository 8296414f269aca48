import type { AnswerPart, LanguageModel, ModelAnswer, ModelCall } from '../../domain/index.ts'

/**
 * The answer of any model in parts: as they come where the model streams, else all in one.
 *
 * @returns words, and last the whole answer; it fails as `model.answer` does
 * @example for await (const part of streamed(model, call)) if ('delta' in part) show(part.delta)
 */
export function streamed(model: LanguageModel, call: ModelCall, signal?: AbortSignal): AsyncIterable<AnswerPart> {
  return model.stream ? model.stream(call, signal) : later(model, call, signal)
}

async function* later(model: LanguageModel, call: ModelCall, signal?: AbortSignal): AsyncGenerator<AnswerPart> {
  yield* inOnePiece(call, await model.answer(call, signal))
}

/** The parts of an answer that is there already. @example [...inOnePiece(call, answer)].length // 2 */
export function inOnePiece({ wanted }: ModelCall, answer: ModelAnswer): readonly AnswerPart[] {
  const shown = wanted.type !== 'choice' && answer.text !== ''
  return shown ? [{ delta: answer.text }, { answer }] : [{ answer }]
}
