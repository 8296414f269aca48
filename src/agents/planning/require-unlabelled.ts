import { z } from 'zod'
import { Label, TastemakerError } from '../../domain/index.ts'

/**
 * Refuses a value from which a label can be reached, so that no prompt, tool or critic ever holds the truth it is measured by.
 *
 * The types say the same (`Unlabelled`); this is for objects whose types were lost on the way. It follows properties, lists, maps
 * and sets; a function's own closure it cannot see, and a schema is a form without values.
 *
 * @param what the value in words, for the message
 * @throws {TastemakerError} `planner/label` with the path to the label
 * @example requireUnlabelled({ question: 'Which?' }, 'The task')
 */
export function requireUnlabelled(value: unknown, what: string): void {
  const found = pathToLabel(value, [], new Set())
  if (found === null) return
  const path = found.length === 0 ? '' : `.${found.join('.')}`
  throw new TastemakerError(
    'planner/label',
    `${what} holds a label${path === '' ? '' : ` at ${path}`}: who answers must not be able to reach the truth.`,
    'Keep labels beside the tasks, and open them in the evaluator only.',
  )
}

function pathToLabel(value: unknown, path: readonly string[], seen: Set<object>): readonly string[] | null {
  if (value instanceof Label) return path
  if (typeof value !== 'object' || value === null || seen.has(value)) return null
  if (ArrayBuffer.isView(value) || value instanceof z.ZodType) return null
  seen.add(value)
  for (const [name, inner] of partsOf(value)) {
    const found = pathToLabel(inner, [...path, name], seen)
    if (found) return found
  }
  return null
}

function partsOf(value: object): readonly (readonly [string, unknown])[] {
  if (value instanceof Map)
    return [...value].flatMap(
      ([key, inner]) =>
        [
          ['key', key],
          [String(key), inner],
        ] as const,
    )
  if (value instanceof Set) return [...value].map((inner) => ['member', inner] as const)
  const own = Object.getOwnPropertyDescriptors(value)
  // A getter may do anything; what it gives is looked at where somebody reads it.
  return Reflect.ownKeys(own)
    .map((key) => [String(key), own[key as string]?.value] as const)
    .filter(([, inner]) => inner !== undefined)
}
