import type { ToolName } from './tool-requests.ts'

/** Patterns in the order in which they are tried; the first that fits decides. */
const PATTERNS: readonly (readonly [ToolName, RegExp])[] = [
  // What this person did before.
  [
    'user_history',
    /\bmy (own )?(\w+ )?(ratings?|history|watch ?list|list|log|favou?rites|scores?|orders?|purchases|taste)\b/,
  ],
  [
    'user_history',
    /\b(have|did|do|had|was|am) i\b|\bi('ve| have)( \w+)? (seen|watched|read|played|rated|bought|been|finished|ordered|liked)\b/,
  ],
  [
    'user_history',
    /\b(suggest|recommend|show|offer)(ed)?( \w+)? (to )?me .*\b(on|last|yesterday|before|earlier|ago)\b|\bdid you (suggest|recommend|show)/,
  ],
  [
    'user_history',
    /\b(you|what) (suggested|recommended|showed|offered)\b|\b(saved|marked|rated) (for|as|by me)\b|\bremind me\b/,
  ],
  [
    'user_history',
    /\bi (watched|rated|saved|marked|bought|finished|played|gave|stopped|liked|ordered|read|quit|abandoned|returned) .*\b(yesterday|last|week|month|year|already|in)\b/,
  ],
  // Likeness to a named title.
  [
    'soft_filter',
    /\b(similar|like|resembl\w*|comparable|akin|alike|reminiscent|remind\w*|closest|close to|neighbou?rs?|cousins?|equal|alternatives?)\b.*\p{Lu}|\p{Lu}\S*.*\b(similar|alike|vein|along (the|those) lines|spirit|style|mood|vibes?)\b/u,
  ],
  [
    'soft_filter',
    /\b(vein|along (the|those) lines|spirit of|style of|more of the same|feels? like|vibes? (of|as)|sounds? (close|like)|in the mood of|fans? of|who (enjoy|like|love)s?)\b/,
  ],
  ['soft_filter', /\bi (loved|adored|liked|enjoyed)\b|\b(finished|loved) \p{Lu}|^(another|more) \p{Lu}/u],
  // Facts of one named title.
  [
    'look_up_item',
    /^(when|who|whose|how (long|many|old|much|is|was)|where|whats?('s)? .*\b(plot|about|year|date|rating|length)|is|was|are|does|did|has|tell me|give me the (details|facts|basic)|director|cast|language|and)\b.*\p{Lu}/u,
  ],
  [
    'look_up_item',
    /\b(director|cast|author|runtime|running time|release date|plot|language|details|facts|length|year|genres?) (of|on|about|for|is|does)\b.*\p{Lu}/u,
  ],
  // Conditions.
  [
    'hard_filter',
    /\b(19|20)\d\d\b|\b\d\ds\b|\b(twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|noughties)\b/,
  ],
  [
    'hard_filter',
    /\b(under|over|below|above|less than|fewer than|more than|at (most|least)|shorter|longer|cheaper|newer|older|before|after|between|since|until)\b/,
  ],
  [
    'hard_filter',
    /^(only|just|no|nothing|anything but|everything in|limit|keep|exclude|drop|must|without|skip)\b|\b(only|exclude|leave out|no|must be|full stop|nothing else|suitable)\b/,
  ],
  [
    'hard_filter',
    /\b(comed(y|ies)|dramas?|thrillers?|westerns?|musicals?|documentar(y|ies)|horror|sci-?fi|science fiction|romances?|romantic|mysteries|fantasy|animated)\b/,
  ],
]

/**
 * The tool that the words of a request point to: history before likeness, likeness before the facts of a title, these before
 * conditions, and where nothing fits, a search.
 *
 * @example toolByKeywords('More like Groundhog Day.') // 'soft_filter'
 */
export function toolByKeywords(text: string): ToolName {
  // The first letter is small, so that a capital means a name; of the patterns only those with \p{Lu} look at case.
  const line = text
    .replaceAll('’', "'")
    .replace(/^\p{Lu}(?=\p{Ll}|')/u, (letter) => letter.toLowerCase())
    .replace(/\bI\b/g, 'i')
  return PATTERNS.find(([, pattern]) => pattern.test(line))?.[0] ?? 'search_catalogue'
}
