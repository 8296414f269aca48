/** What an attribute may hold. */
export type AttributeValue = string | number | boolean

/** An attribute that some items or people have. */
export interface Attribute {
  readonly name: string
  readonly kind: 'text' | 'number' | 'boolean'
  /** Values of several types: a column with one type writes them as texts. */
  readonly mixed: boolean
}

/**
 * The attributes that occur, in order of appearance, each with the type of its values.
 *
 * @param records by row; undefined for a row without attributes
 */
export function attributesOf(
  records: Iterable<Readonly<Record<string, AttributeValue>> | undefined>,
): readonly Attribute[] {
  const kinds = new Map<string, Set<Attribute['kind']>>()
  for (const record of records) {
    for (const name in record) {
      const seen = kinds.get(name)
      if (seen) seen.add(kindOf(record[name]!))
      else kinds.set(name, new Set([kindOf(record[name]!)]))
    }
  }
  return [...kinds].map(([name, seen]) => ({
    name,
    kind: seen.size === 1 ? [...seen][0]! : 'text',
    mixed: seen.size > 1,
  }))
}

/** The value of an attribute as its column wants it. */
export function attributeCell(value: AttributeValue | undefined, kind: Attribute['kind']): AttributeValue | undefined {
  if (value === undefined || (kind === 'number' && !Number.isFinite(value))) return undefined
  return kind === 'text' ? String(value) : value
}

function kindOf(value: AttributeValue): Attribute['kind'] {
  return typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text'
}
