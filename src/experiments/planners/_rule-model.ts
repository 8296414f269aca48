import type { JsonSchema, LanguageModel, ModelCall } from '../../domain/index.ts'

/** What a rule has to say in each kind of call; everything else is filled in. */
export interface Rule {
  /** The answer to the task, of its form. */
  readonly answer: (call: ModelCall) => unknown
  /** The next tool to use; null to finish. */
  readonly tool?: (call: ModelCall) => { readonly tool: string; readonly input: unknown } | null
  /** Words of a reflection. */
  readonly words?: (call: ModelCall) => string
}

/**
 * A language model that is a rule: it reads the words of a prompt, and its answers fit the form asked for.
 *
 * It tells the kind of a call by the properties of its schema, as a model would by its words.
 *
 * @example ruleModel('rule/first', { answer: () => 'c1' })
 */
export function ruleModel(name: string, rule: Rule): LanguageModel {
  return {
    name,
    fingerprint: name,
    concurrency: 8,
    repeatable: true,
    async answer(call, signal) {
      signal?.throwIfAborted()
      const { wanted } = call
      const text =
        wanted.type === 'choice'
          ? wanted.labels[0]!
          : wanted.type === 'text'
            ? (rule.words?.(call) ?? 'Go on.')
            : JSON.stringify(documentOf(rule, call, wanted.schema))
      const probabilities = wanted.type === 'choice' ? wanted.labels.map((label) => Number(label === text)) : null
      const usage = { promptTokens: words(call.system) + words(call.user), generatedTokens: words(text) }
      return { text, probabilities, usage }
    },
    async close() {},
  }
}

function documentOf(rule: Rule, call: ModelCall, schema: JsonSchema): unknown {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>
  const document: Record<string, unknown> = {}
  for (const name of Object.keys(properties)) document[name] = fieldValue(name, rule, call, properties[name]!)
  return document
}

function fieldValue(name: string, rule: Rule, call: ModelCall, schema: JsonSchema): unknown {
  switch (name) {
    case 'answer':
      return rule.answer(call)
    case 'action':
      return actionOf(rule, call, schema)
    case 'steps': {
      const step = rule.tool?.(call)
      return step && schema['maxItems'] !== 0 ? [step] : []
    }
    case 'ways':
      return [documentOf(rule, call, schema['items'] as JsonSchema)]
    case 'alternative':
      return null
    case 'branches':
      return [1]
    case 'ok':
      return true
    default:
      return 'By the rule.'
  }
}

function actionOf(rule: Rule, call: ModelCall, schema: JsonSchema): unknown {
  // With `finish` alone there is no choice left.
  const step = 'anyOf' in schema ? rule.tool?.(call) : null
  return step ?? { tool: 'finish', input: { answer: rule.answer(call) } }
}

const words = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length
