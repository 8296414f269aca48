import type { Intent } from './intent-messages.ts'

/** Patterns in the order in which they are tried; the first that fits decides. */
const PATTERNS: readonly (readonly [Intent, RegExp])[] = [
  [
    'chat',
    /^(hi|hey|hello|good (morning|evening|afternoon|night)|bye|goodbye|see (ya|you)|thanks?|thank you|thx|cheers|ok|okay|lol|ha(ha)+|wow|greetings|welcome|great|nice|perfect|cool|sorry)\b/,
  ],
  [
    'chat',
    /\b(thank you|thanks|cheers|goodnight|goodbye|see you|how are you|are you (a|an|real)|that's (all|everything)|you('ve| have) been|you're (funny|great|a star|welcome|kind)|have a (nice|good|great)|happy (new year|birthday))\b/,
  ],
  [
    'critique',
    /^(no|nah|nope|not|hmm|too|less|more|fewer|something (older|newer|shorter|longer|lighter|else|cheaper)|anything but|another one|closer|almost|same|cheaper|shorter|older|newer)\b/,
  ],
  [
    'critique',
    /\b(too (\w+)|not that|i (don't|do not) (like|want)|i've seen|already (seen|watched|read)|i'd (prefer|rather)|instead|less|fewer|i said|i asked|i meant|stop|but can it|lighten|replace|remove|take out|without|wrong|more (recent|modern)|(older|newer|shorter|longer|lighter|cheaper|funnier) (one|than|version|film|please))\b/,
  ],
  [
    'ask',
    /^(who|whose|why|when|where|how (long|old|many|much|come|similar)|is|was|are|were|does|did|do|has|have|will|which of (those|these|them)|what('s| is| was| makes| genre| platform| language| year| did| do)|whats|tell me (more|about))\b/,
  ],
  [
    'ask',
    /\b(why (did|do|am|are|this)|what's it about|based on|true story|happy ending|age rating|how long|who (directed|wrote|made|plays))\b/,
  ],
  [
    'recommend',
    /\b(recommend|suggest|tips?|ideas?|looking for|find me|show me|give me|pick|need|want|mood|should i|any good|something|what to|i feel like|help|surprise)\b/,
  ],
]

/**
 * The intent that the words of a message point to: chat, then critique, then a question; where nothing fits, a question mark means
 * a question, and anything else wants a recommendation.
 *
 * @example intentByKeywords('Who directed it?') // 'ask'
 */
export function intentByKeywords(text: string): Intent {
  const line = text.toLowerCase().replaceAll('’', "'").trim()
  return PATTERNS.find(([, pattern]) => pattern.test(line))?.[0] ?? 'recommend'
}
