import { sources } from './sources/index.ts'
import type { Source } from './sources/source.ts'

/** Takes `amazon:PATH,meta=PATH` apart: the path goes on until a comma is followed by one of the source's options. */
export function sourceOf(
  text: string,
): { readonly source: Source; readonly path: string; readonly options: string } | undefined {
  const source = sources.find(({ name }) => text.startsWith(`${name}:`))
  if (source === undefined) return undefined
  const rest = text.slice(source.name.length + 1)
  const starts = source.options.map((option) => rest.indexOf(`,${option}=`)).filter((place) => place >= 0)
  const end = starts.length > 0 ? Math.min(...starts) : wordAfterPath(rest)
  return { source, path: rest.slice(0, end), options: rest.slice(end + 1) }
}

/** Where an option begins that the source does not have, so that it is named as the mistake. */
function wordAfterPath(rest: string): number {
  const place = rest.search(/,\w+=[^\\/]*$/)
  return place < 0 ? rest.length : place
}
