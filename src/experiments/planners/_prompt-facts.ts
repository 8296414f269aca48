/*
 * What a rule reads from the words of a prompt, as a language model would have to. Lines and quotes are those of the planners' prompts.
 */

/** An item of a prompt: its words, and its categories where they stand in brackets. */
export interface ReadItem {
  readonly id: string
  readonly categories: readonly string[]
}

/** Candidates in the order shown. @example candidatesIn('c1: "Heat [Crime]"')[0].id // 'c1' */
export function candidatesIn(prompt: string): readonly ReadItem[] {
  return [...prompt.matchAll(/^(c\d+): (".*")$/gm)].map(([, id, words]) => ({ id: id!, categories: bracketed(words!) }))
}

/** Categories of what a person did, with the stars; 1 where none are told. @example historyIn('- "Heat [Crime]", rated 5 of 5') */
export function historyIn(
  prompt: string,
): readonly { readonly categories: readonly string[]; readonly weight: number }[] {
  return [...prompt.matchAll(/^- (".*?")(?:, rated ([\d.]+) of ([\d.]+))?$/gm)].map(([, words, stars, of]) => ({
    categories: bracketed(words!),
    // The middle of the scale says nothing.
    weight: stars === undefined ? 1 : Number(stars) - (1 + Number(of)) / 2,
  }))
}

function bracketed(quoted: string): string[] {
  const inside = /\[([^\]]*)\]$/.exec(JSON.parse(quoted))?.[1]
  return inside === undefined ? [] : inside.split(', ')
}

/** The last answer that a try came to, as the prompt shows it. @example answerIn('Answer: "c3"') // 'c3' */
export const answerIn = (prompt: string): string | null => /^Answer: "([^"]*)"$/m.exec(prompt)?.[1] ?? null

/** Facts that a look-up gave, by short id. @example factsIn('Observation: …').get('c1')?.year */
export function factsIn(prompt: string): ReadonlyMap<string, ReadFacts> {
  const facts = new Map<string, ReadFacts>()
  for (const [, quoted] of prompt.matchAll(/^Observation: (".*")$/gm)) {
    for (const [, id, json] of String(JSON.parse(quoted!)).matchAll(/^"(c\d+)" .*?: (\{.*\})$/gm)) {
      const { category, year } = JSON.parse(json!) as { category?: string[]; year?: number }
      facts.set(id!, { categories: category ?? [], year: year ?? null })
    }
  }
  return facts
}

/** What a look-up says of an item. */
export interface ReadFacts {
  readonly categories: readonly string[]
  readonly year: number | null
}
