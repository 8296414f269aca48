/** How the fields of a text file are told apart. */
export interface TextLayout {
  /** One or two characters. */
  readonly separator: string
  /** Whether a field may stand in double quotes, with the separator, line ends and doubled quotes inside. */
  readonly quotes: boolean
  /** The names of the columns. */
  readonly names: readonly string[]
  /** Whether the first line that is not blank holds names and no values. */
  readonly header: boolean
}

const separators = ['\t', '::', ',', ';', '|'] as const

/** The separator that occurs most often in a header, outside quotes. */
export function separatorOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '')
  const counts = separators.map((separator) => bare.split(separator).length)
  return separators[counts.indexOf(Math.max(...counts))]!
}

/** The names in a header; unnamed and repeated columns get their number. */
export function headerNames(header: string, separator: string, quotes: boolean): readonly string[] {
  const fields: string[] = []
  let inside = false
  for (const part of header.split(separator)) {
    // A part that begins inside quotes belongs to the field before it.
    if (inside) fields.push(`${fields.pop()}${separator}${part}`)
    else fields.push(part)
    if (quotes && part.split('"').length % 2 === 0) inside = !inside
  }
  const names: string[] = []
  for (const [place, field] of fields.entries()) {
    const plain = field.trim()
    const name = quotes ? plain.replace(/^"(.*)"$/, '$1').replaceAll('""', '"') : plain
    names.push(name === '' || names.includes(name) ? `${name || 'column'} ${place + 1}` : name)
  }
  return names
}
