import { matches, negatedBefore } from './_sentences.ts'
import type { Claim, Sentence } from './claim.ts'
import { categoriesIn, type Lexicon } from './genres.ts'

/*
 * Likes and dislikes, read from left to right: a verb sets whether what follows is liked, "but", "except" and the like turn
 * it round or end it, and some verbs ("bores me", "is her favourite") speak of what stands before them.
 */

const CUES = {
  like: /\b(?:loves?|loved|loving|enjoys?|enjoying|adores?|prefers?|preferring|appreciates?|likes?|liking|favou?rs?|fan of|fond of|keen on|into|drawn to|devoted to|devotee of|passion for|passionate about|crazy about|mad about|obsessed with|addicted to|partial to|soft spot for|weakness for|taste for|get enough of|lives? for|reach(?:es)? for|go(?:es)? for|watch(?:es|ing)?|choos(?:es?|ing)|picks?|favou?rites? (?:is|are|genre|genres|being)|enthusiast of|lover of|interested in|binges?)\b/g,
  dislike:
    /\b(?:hates?|hating|dislikes?|disliking|detests?|loathes?|despises?|avoids?|avoiding|shuns?|skips?|skipping|(?:can|could) not (?:stand|bear|abide|sit through)|no interest in|no time for|little time for|no patience for|little interest in|uninterested in|tired of|sick of|bored (?:by|with)|fed up with|allergic to|steers? clear of|stays? away from|keeps? away from|refuses? to (?:watch|see)|could do without|would rather not (?:watch|see)|bored of|averse to)\b/g,
  likedBefore:
    /\b(?:(?:is|are) (?:my|her|his|their) (?:\w+ )?(?:favou?rites?|passion|thing|weakness)|(?:is|are) what (?:i|he|she|they) (?:\w+ )?(?:loves?|likes?|watch(?:es)?|choose[s]?)(?: most)?|delights? (?:me|her|him|them)|never gets? old|appeals? to (?:me|her|him|them)|(?:come|comes) first)\b/g,
  dislikedBefore:
    /\b(?:bores? (?:me|her|him|them)|leaves? (?:me|her|him|them) cold|puts? (?:me|her|him|them) off|annoys? (?:me|her|him|them)|(?:is|are) not (?:for|my|her|his|their)\b|(?:does|do) (?:not|nothing) (?:appeal|interest|for (?:me|her|him|them))|(?:is|are) a waste|turns? (?:me|her|him|them) off)\b/g,
  end: /\b(?:but|while|whereas|though|although|yet|however|and (?:i|he|she|they))\b/g,
  turn: /\b(?:except|apart from|other than|rather than|instead of|over|not(?=\s+(?:so much )?(?:for )?[a-z-]+(?:\.|,|$)))\b/g,
} as const

type CueName = keyof typeof CUES

interface Cue {
  readonly name: CueName
  readonly at: number
  readonly end: number
  readonly words: string
}

/** Which categories a sentence says the person likes or dislikes. */
export function tasteClaims({ plain }: Sentence, lexicon: Lexicon): readonly Claim[] {
  const named = categoriesIn(plain, lexicon)
  if (named.length === 0) return []
  const cues = cuesIn(plain)
  const liking: (boolean | null)[] = named.map(({ at, end }) => {
    const behind = cues.find((cue) => cue.name.endsWith('Before') && cue.at >= end && isNear(plain.slice(end, cue.at)))
    if (behind) return (behind.name === 'likedBefore') !== negatedBefore(plain, behind.at, 2)
    return likingAt(plain, cues, at)
  })
  // "Horror films I avoid": what stands before the only verb of its part belongs to it.
  for (const [place, liked] of liking.entries()) {
    if (liked !== null) continue
    const { end } = named[place]!
    const next = cues.find((cue) => cue.at >= end)
    if (!next || (next.name !== 'like' && next.name !== 'dislike')) continue
    if (/[;:]|, (?:and|so)/.test(plain.slice(end, next.at)) || plain.slice(end, next.at).length > 30) continue
    liking[place] = (next.name === 'like') !== negatedBefore(plain, next.at)
  }
  const most =
    /\b(?:favou?rites?|most of all|above all|mostly|mainly|more than anything|best of all|come first)\b/.test(plain)
  return named.flatMap(({ category, at, end }, place): Claim[] => {
    const liked = liking[place]
    if (liked === null || liked === undefined) return []
    const first = named[0]!.at === at
    return [{ type: 'taste', category, liked, most: most && liked && first, phrase: plain.slice(at, end) }]
  })
}

/** Whether only a category's own company stands between it and the verb behind it. */
const isNear = (between: string): boolean =>
  /^(?: films?| movies?| series| stories| always| just| usually| simply)*\s*$/.test(between)

/** What the cues before a place leave behind. */
function likingAt(plain: string, cues: readonly Cue[], place: number): boolean | null {
  let liked: boolean | null = null
  let before: boolean | null = null
  for (const cue of cues) {
    if (cue.at >= place) break
    if (cue.name === 'like' || cue.name === 'dislike') {
      if (cue.name === 'like' && isComparison(plain, cue)) continue
      liked = (cue.name === 'like') !== negatedBefore(plain, cue.at)
    } else if (cue.name === 'end') {
      before = liked ?? before
      liked = null
    } else if (cue.name === 'turn') {
      const was: boolean | null = liked ?? before
      liked = was === null ? null : !was
    }
  }
  return liked
}

/** "Like" as in "something like horror". */
function isComparison(plain: string, { at, words }: Cue): boolean {
  return (
    words === 'like' &&
    /\b(?:films?|genres?|things?|something|anything|stories|just|feel|would|much|more)\s*$/.test(plain.slice(0, at))
  )
}

function cuesIn(plain: string): readonly Cue[] {
  const found = (Object.keys(CUES) as CueName[]).flatMap((name) =>
    matches(plain, CUES[name]).map((match) => ({
      name,
      at: match.index,
      end: match.index + match[0].length,
      words: match[0],
    })),
  )
  const within = (one: Cue, other: Cue): boolean =>
    one !== other && one.at >= other.at && one.end <= other.end && one.end - one.at < other.end - other.at
  return found.filter((one) => !found.some((other) => within(one, other))).sort((one, other) => one.at - other.at)
}
