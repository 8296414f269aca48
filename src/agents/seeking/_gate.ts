import type { RandomStream } from '../../random.ts'

/** How often something is said in other words before it goes out as it is. */
export const RESAID_AT_MOST = 5

/**
 * Says something that does not name what may not be named: in other words up to five times, as published simulators do.
 *
 * @param draft words it, by chance
 * @returns the text, how often it was said anew, and whether even the last one names it
 */
export function saidWithout(
  names: (text: string) => boolean,
  draft: (random: RandomStream) => string,
  random: RandomStream,
): { readonly text: string; readonly resaid: number; readonly named: boolean } {
  for (let resaid = 0; ; resaid++) {
    const text = draft(random.split('said', resaid))
    const named = names(text)
    if (!named || resaid === RESAID_AT_MOST) return { text, resaid, named }
  }
}
