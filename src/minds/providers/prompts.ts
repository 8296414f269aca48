import type { JsonSchema, ModelCall } from '../../domain/index.ts'

/** Changes whenever the words below do: part of a server model's fingerprint, since its answers depend on them. */
export const FORM = 'form-1'

/**
 * The words after the question: a server's model has to be told the form that weights in this process are held to.
 *
 * @param spelled whether the schema has to be spelled out, because the server takes none beside the prompt
 * @example userMessage(call, { spelled: false })
 */
export function userMessage(call: ModelCall, { spelled }: { readonly spelled: boolean }): string {
  const { wanted } = call
  if (wanted.type === 'choice') return `${call.user}\n\n${oneOf(wanted.labels)}`
  if (wanted.type === 'json' && spelled) return `${call.user}\n\n${inSchema(wanted.schema)}`
  return call.user
}

/** Labels are quoted, so that one with a comma in it stays one. */
const oneOf = (labels: readonly string[]): string =>
  `Answer with exactly one of: ${labels.map((label) => JSON.stringify(label)).join(', ')}. Write nothing else.`

const inSchema = (schema: JsonSchema): string =>
  `Answer with one JSON document that fits this JSON Schema. Write nothing else.\n${JSON.stringify(schema)}`
