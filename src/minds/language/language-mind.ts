import {
  type LanguageModel,
  type Mind,
  MindFailure,
  type ModelAnswer,
  type Prompt,
  type Question,
  type Scale,
  TastemakerError,
} from '../../domain/index.ts'
import type { Key } from '../../random.ts'
import { scalePoints } from '../choice/choice-mind.ts'
import { type Asking, ask, type Reading, WRONG } from './_ask.ts'
import { cleanWords } from './clean-words.ts'
import { choiceLine, JSON_LINE, optionLines, scaleLine, WORDS_LINE, withForm } from './form-prompts.ts'
import { jsonSchemaOf, readJson } from './json-answer.ts'
import { averageRotations, rotationShifts } from './rotations.ts'

/** Of what a language mind is made. */
export interface LanguageMindParts {
  readonly model: LanguageModel
  /** On whose behalf it asks, for the ledger. */
  readonly agent: string
  /** 0 is the likeliest answer, 1 the model's own distribution; 0.2 unless given. */
  readonly temperature?: number
  /** How many orders of lettered options are asked and averaged; 4 unless given, never more than there are options. */
  readonly rotations?: number
  /** Room for what it writes; 48 tokens unless given. Where it is used up, what is written ends in an ellipsis. */
  readonly words?: { readonly maxTokens: number }
}

/**
 * A mind that asks a language model.
 *
 * An answer is a distribution over labels, from which it draws with the question's own luck. Options of one or two words
 * are the labels; longer ones are lettered, asked in several rotations and averaged. An answer that cannot be used is
 * asked for once more, with what was wrong; after that the failure stands.
 *
 * @throws TastemakerError config/range for a temperature, rotations or tokens out of range
 * @example await languageMind({ model, agent: 'viewer/196' }).choose(question, ['yes', 'no'])
 */
export function languageMind(parts: LanguageMindParts): Mind {
  const { model, agent, temperature = 0.2, rotations = 4, words = { maxTokens: 48 } } = parts
  if (!(temperature >= 0 && Number.isFinite(temperature))) {
    throw new TastemakerError('config/range', `temperature must be a number from 0, got ${temperature}.`)
  }
  wholeFromOne('rotations', rotations)
  wholeFromOne('words.maxTokens', words.maxTokens)
  const asking: Asking = { model, agent, temperature }

  return {
    name: 'language',
    async choose(question, options) {
      if (options.length === 0) throw new MindFailure('bad_input', question.type, 'no options')
      const probabilities = await distribution(options, question)
      return { picked: options[question.random.pick(probabilities)]!, probabilities }
    },
    async rate(question, scale) {
      const points = pointsOf(scale, question)
      const labels = points.map(label)
      const asked = withForm(question.prompt(), scaleLine(labels))
      const probabilities = await chances(asking, question, { asked, line: scaleLine(labels), labels }, ['rate'])
      return { value: points[question.random.pick(probabilities)]!, probabilities }
    },
    async write(question) {
      const wanted = { type: 'text', maxTokens: words.maxTokens } as const
      const form = { wanted, asked: withForm(question.prompt(), WORDS_LINE), line: WORDS_LINE }
      return ask(asking, question, form, ['write'], ({ text, usage }) =>
        readWords(text, usage.generatedTokens >= words.maxTokens),
      )
    },
    async extract(question, schema) {
      const wanted = { type: 'json', schema: jsonSchemaOf(schema), maxTokens: JSON_TOKENS } as const
      const form = { wanted, asked: withForm(question.prompt(), JSON_LINE), line: JSON_LINE }
      return ask(asking, question, form, ['extract'], ({ text }) => readJson(text, schema))
    },
  }

  /** The probability of each option, in the order given. */
  async function distribution(options: readonly string[], question: Question): Promise<readonly number[]> {
    if (options.length === 1) return [1]
    const prompt = question.prompt()
    if (areWords(options)) {
      const line = choiceLine(options)
      return chances(asking, question, { asked: withForm(prompt, line), line, labels: options }, ['choose'])
    }
    const labels = LETTERS.slice(0, options.length)
    if (labels.length < options.length) {
      const reason = `${options.length} options are more than there are letters for`
      throw new MindFailure('bad_input', question.type, reason)
    }
    const line = choiceLine(labels)
    const rotated = rotationShifts(options.length, rotations).map(async (shift) => {
      const turned = [...options.slice(shift), ...options.slice(0, shift)]
      const asked = withForm(prompt, optionLines(labels, turned), line)
      return { shift, probabilities: await chances(asking, question, { asked, line, labels }, ['choose', shift]) }
    })
    return averageRotations(await together(rotated)).probabilities
  }
}

/** Room for a document; what is cut off there does not parse, and fails. */
const JSON_TOKENS = 512

const LETTERS: readonly string[] = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ')

interface LabelledPrompt {
  readonly asked: Prompt
  readonly line: string
  readonly labels: readonly string[]
}

/** The probability of each label; one label alone is certain, and nobody is asked. */
async function chances(
  asking: Asking,
  question: Question,
  { asked, line, labels }: LabelledPrompt,
  key: readonly Key[],
): Promise<readonly number[]> {
  if (labels.length === 1) return [1]
  const form = { wanted: { type: 'choice', labels }, asked, line } as const
  return ask(asking, question, form, key, (answer) => readChances(answer, labels.length))
}

/** A model's distribution without its rounding; what does not sum to 1 is no answer. */
function readChances({ probabilities }: ModelAnswer, count: number): Reading<readonly number[]> {
  const total = probabilities?.reduce((sum, probability) => sum + probability, 0) ?? 0
  const whole = probabilities?.length === count && Math.abs(total - 1) < 1e-3
  if (!whole || !probabilities.every((probability) => probability >= 0)) return { wrong: WRONG.choice }
  return { value: probabilities.map((probability) => probability / total) }
}

function readWords(text: string, wasCut: boolean): Reading<string> {
  const words = cleanWords(text)
  const value = wasCut && words !== '' && !/[.!?…]["'”’)]?$/u.test(words) ? `${words}…` : words
  return value === '' ? { wrong: 'there were no words in it' } : { value }
}

/** Whether options can be said as they are: one or two words each, no two alike. */
function areWords(options: readonly string[]): boolean {
  const alike = new Set(options.map((option) => option.toLowerCase()))
  return alike.size === options.length && options.every((option) => WORDS.test(option))
}

const WORDS = /^[\p{L}\p{N}][\p{L}\p{N}'’-]*( [\p{L}\p{N}][\p{L}\p{N}'’-]*)?$/u

function pointsOf(scale: Scale, { type }: Question): number[] {
  const { min, max, step } = scale
  if (step > 0 && min <= max && Number.isFinite((max - min) / step)) return scalePoints(scale)
  throw new MindFailure('bad_input', type, `a scale without points: ${JSON.stringify(scale)}`)
}

/** A point as it is written, without the noise of adding steps such as 0.1. */
const label = (point: number): string => String(Number(point.toPrecision(12)))

/** All results. A failure that would stop every call comes before one of this call, then the first in order, not in time. */
async function together<T>(asked: readonly Promise<T>[]): Promise<T[]> {
  for (const result of await Promise.allSettled(asked)) {
    if (result.status === 'rejected' && !(result.reason instanceof MindFailure)) throw result.reason
  }
  return Promise.all(asked)
}

function wholeFromOne(name: string, value: number): void {
  if (Number.isInteger(value) && value >= 1) return
  throw new TastemakerError('config/range', `${name} must be a whole number from 1, got ${value}.`)
}
