/** A stretch of a line that was read. */
export type Span = readonly [from: number, to: number]

/** Words that carry a request and say nothing of what it is for. */
const EMPTY = new Set(
  `shouldn't wouldn't mustn't won't evening morning afternoon night except skip exclude excluding leave apart minus tired sick avoid drop free fed a about again all also am an and another any anything are as at be been best bit both but by can can't cannot could did do does doesn't don't
  else ever every favourite film films find first for from game games get give go good got great had has have haven't hello help hey hi how i i'd i'll i'm i've if
  in instead into is isn't it its it's item items just kind kinds know last less let let's like liked likes little look looking lot love loved made make maybe me mind mood more most
  movie movies much must my need never new nice no none not nothing now of off ok okay old on one ones only or other others our out over own perfect picture pictures please product products
  prefer preferably quite rather read really recommend right say see seen she should show so some somebody someone something somewhere sort sorts still stuff such suggest sure take tell
  than thank thanks that that's the their them then there these they thing things think this those three title titles to today tonight too try two until up us very want wants was watch we well were
  what what's when where which while who will wish with without wonderful would year years yes yet you your book books put want i'd would've ideally possible perhaps hate stand before after since between under
  rated popular famous older newer shorter longer cheaper recent later earlier alike similar vein style same different hmm um uh oh ah wow fine cool awesome next`.split(
    /\s+/,
  ),
)

/** What nothing else in a message explains. */
export interface LeftOver {
  /** Words to search for; null where there are none, or where they are not said to be what it is about. */
  readonly query: string | null
  readonly unread: readonly string[]
}

/**
 * The words of a line that were not read: what it is about where it says so ("about divers", "with robots"), or where nothing else was
 * understood; else, and where the catalogue has no such word, they are named as not understood.
 */
export function leftOver(
  line: string,
  spans: readonly Span[],
  { isUnderstood, knows }: { readonly isUnderstood: boolean; readonly knows: (word: string) => boolean },
): LeftOver {
  const letters = [...line]
  for (const [from, to] of spans) letters.fill(' ', from, to)
  const rest = letters.join('')
  const words = [...rest.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu)]
    .map(({ 0: word, index }) => ({ word, index }))
    .filter(({ word }) => !EMPTY.has(word) && word.length > 2 && !/^\d+(?:s|st|nd|rd|th)?$/.test(word))
  if (words.length === 0) return { query: null, unread: [] }
  const topic = /\b(?:about|with|featuring|set in|where|containing|involving)\b/.exec(rest)
  const wanted =
    topic && !/\b(?:not|no|nothing|without)\s+$/.test(rest.slice(0, topic.index))
      ? words.filter(({ index }) => index > topic.index)
      : isUnderstood
        ? []
        : words
  const searched = new Set(wanted.filter(({ word }) => word.match(/[\p{L}\p{N}]+/gu)!.some(knows)))
  const query = [...searched].map(({ word }) => word).join(' ')
  return {
    query: query === '' ? null : query,
    unread: words.filter((word) => !searched.has(word)).map(({ word }) => word),
  }
}
