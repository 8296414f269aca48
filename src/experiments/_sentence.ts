/** A note of a split as the notes of a table are written. @example sentence('no times') // 'No times.' */
export function sentence(note: string): string {
  return `${note[0]!.toUpperCase()}${note.slice(1)}.`
}
