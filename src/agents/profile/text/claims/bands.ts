import type { BandedField } from '../_bands.ts'
import { isOfOthers, matches, negatedBefore } from './_sentences.ts'
import type { Claim, Sentence } from './claim.ts'
import { categoriesIn, type Lexicon } from './genres.ts'

/** Words that make an adjective speak of a film, not of the person. */
const CONTENT =
  /^[ -](?:\w+ )?(?:films?|movies?|stories|story|plots?|scenes?|series|shows?|characters?|endings?|documentaries|dramas?|comed(?:y|ies)|romances?|thrillers?|genres?|music|worlds?|evenings?|places?|pace|pictures?|titles?|weekends?)\b/

/** A claim of a band with where it stands. */
type Placed = Extract<Claim, { readonly type: 'band' }> & { readonly at: number; readonly end: number }

interface Words {
  readonly field: BandedField
  readonly pole: 'low' | 'middle' | 'high'
  /** Adjectives and nouns of the person; passed over before a film. */
  readonly person?: string
  /** Phrases that need no look at what follows. */
  readonly phrase?: string
}

const WORDS: readonly Words[] = [
  {
    field: 'bigFive.openness',
    pole: 'high',
    person:
      'curious|imaginative|inventive|open-minded|adventurous|creative|inquisitive|original|artistic|dreamer|unconventional',
    phrase:
      'open to new (?:things|ideas|experiences)|loves? (?:new ideas|trying new things|to try new things)|always trying new things',
  },
  {
    field: 'bigFive.openness',
    pole: 'low',
    person:
      'conventional|unimaginative|narrow-minded|traditional|down-to-earth|creature of habit|set in (?:my|his|her|their) ways|incurious|conservative in (?:taste|habits)',
    phrase: 'sticks? to what (?:i|he|she|they) knows?|wary of (?:new|anything new)|dislikes? change',
  },
  {
    field: 'bigFive.conscientiousness',
    pole: 'high',
    person:
      'organi[sz]ed|thorough|disciplined|reliable|diligent|methodical|conscientious|hard-?working|meticulous|tidy|punctual|careful planner|perfectionist|dependable|orderly',
    phrase:
      'plans? everything|plans? (?:my|his|her|their) \\w+|finish(?:es)? what (?:i|he|she|they) starts?|keeps? (?:careful )?lists',
  },
  {
    field: 'bigFive.conscientiousness',
    pole: 'low',
    person:
      'disorgani[sz]ed|careless|lazy|sloppy|messy|unreliable|scatter-?brained|forgetful|absent-minded|chaotic|undisciplined',
    phrase: 'leaves? things (?:unfinished|half done)|puts? things off|loses? track of (?:things|everything)',
  },
  {
    field: 'bigFive.extraversion',
    pole: 'high',
    person:
      'outgoing|sociable|talkative|extravert(?:ed)?|extrovert(?:ed)?|gregarious|chatty|lively|assertive|people person|life of the party|party-?goer',
    phrase:
      'loves? (?:meeting people|company|crowds|parties)|talks? to (?:anyone|everybody|everyone)|makes? friends easily|enjoys? (?:meeting people|company|parties)',
  },
  {
    field: 'bigFive.extraversion',
    pole: 'low',
    person: 'reserved|shy|introvert(?:ed)?|quiet|withdrawn|timid|loner|solitary|unsociable',
    phrase:
      'keeps? to (?:myself|himself|herself|themselves)|prefers? (?:to be alone|being alone|solitude)|happiest alone|avoids? (?:parties|crowds|people)',
  },
  {
    field: 'bigFive.agreeableness',
    pole: 'high',
    person:
      'kind|warm|trusting|helpful|cooperative|generous|gentle|considerate|forgiving|agreeable|friendly|compassionate|soft-?hearted|sympathetic',
    phrase: 'puts? others first|always ready to help|thinks? the best of people|gets? (?:on|along) with everyone',
  },
  {
    field: 'bigFive.agreeableness',
    pole: 'low',
    person:
      'critical of others|quarrelsome|argumentative|rude|stubborn|suspicious|unkind|blunt|harsh|cynical|disagreeable|cold-?hearted|competitive|confrontational|ruthless',
    phrase:
      'picks? (?:fights|quarrels|arguments)|distrusts? (?:people|others|everyone)|loves? (?:an argument|to argue)',
  },
  {
    field: 'bigFive.neuroticism',
    pole: 'high',
    person:
      'anxious|nervous|worrier|moody|tense|insecure|easily upset|easily stressed|emotional|high-?strung|neurotic|touchy|worried|stressed',
    phrase:
      'worr(?:y|ies) (?:a lot|about|over|often|too much|constantly|easily)|get(?:s)? (?:upset|stressed|nervous) easily|frets?',
  },
  {
    field: 'bigFive.neuroticism',
    pole: 'low',
    person:
      'calm|relaxed|even-tempered|unflappable|easy-?going|laid-back|emotionally stable|serene|unworried|level-headed|composed',
    phrase:
      'takes? things as they come|keeps? (?:my|his|her|their) cool|nothing (?:rattles|upsets|bothers) (?:me|him|her|them)|sleeps? soundly',
  },
  {
    field: 'diversity',
    pole: 'high',
    phrase:
      'many (?:different )?genres|all (?:kinds|sorts) of (?:genres|films|movies|things)|wide range of (?:genres|films|movies|tastes)|eclectic|varied tastes?|broad tastes?|a bit of everything|across (?:many )?genres|almost any genre|every genre',
  },
  { field: 'diversity', pole: 'middle', phrase: 'strays? from (?:my|his|her|their) genres now and then' },
  {
    field: 'diversity',
    pole: 'low',
    phrase:
      '(?:keeps?|sticks?) to (?:a few|one|two|the same|one or two|a couple of|a handful of) genres?|narrow tastes?|only a few genres|the same (?:few |kind of |old )?(?:genres?|films)|a (?:single|narrow) (?:genre|range of films)|one genre',
  },
  {
    field: 'conformity',
    pole: 'high',
    phrase:
      'follows? the crowd|go(?:es)? (?:along )?with the (?:crowd|majority|flow of opinion)|swayed by (?:the crowd|others|popular opinion|ratings|what others)|(?:likes?|rates?) what (?:everyone|everybody) (?:else )?(?:likes?|does)|agrees? with the (?:majority|crowd)|trusts? the average rating|popular opinion matters',
  },
  { field: 'conformity', pole: 'middle', phrase: 'mostly agrees? with the crowd' },
  {
    field: 'conformity',
    pole: 'low',
    phrase:
      'little heed to what the crowd thinks|ignores? (?:the crowd|what (?:others|the crowd|people|everyone) thinks?|popular opinion|the average rating)|go(?:es)? (?:against the crowd|(?:my|his|her|their) own way)|contrarian|independent-minded|makes? up (?:my|his|her|their) own mind|does not care what (?:others|people|the crowd|everyone) thinks?|do not care what (?:others|people|the crowd|everyone) thinks?|indifferent to (?:the crowd|popular opinion)',
  },
  {
    field: 'activity',
    pole: 'high',
    phrase:
      'here very often|very active|highly active|heavy (?:user|viewer|watcher)|watch(?:es)? (?:something |films |a film |movies )?(?:every (?:day|evening|night)|daily|constantly|all the time)|every (?:single )?(?:day|evening|night)|active user|avid (?:viewer|user|watcher)|binge-?watch(?:es|er)?|rates? (?:a great many|hundreds|countless)|activity (?:is|level is) high|high activity',
  },
  { field: 'activity', pole: 'middle', phrase: 'here as often as most' },
  {
    field: 'activity',
    pole: 'low',
    phrase:
      '(?:seldom|rarely|hardly ever) (?:here|active|watch(?:es)?|logs? in|visits?|opens? the app|rates?)|casual (?:viewer|user)|occasional (?:viewer|user)|infrequent (?:viewer|user)|once in a (?:while|blue moon)|activity (?:is|level is) low|low activity|inactive|light (?:user|viewer)',
  },
  {
    field: 'patience',
    pole: 'high',
    person: 'patient',
    phrase:
      'puts? up with (?:a lot|much|anything)|keeps? (?:scrolling|browsing) (?:for )?(?:a long time|page after page|until)|in no hurry|never in a hurry|gives? (?:slow )?films? (?:time|a chance)',
  },
  { field: 'patience', pole: 'middle', phrase: 'keeps? looking for a while' },
  {
    field: 'patience',
    pole: 'low',
    person: 'impatient|restless',
    phrase:
      'gives? up (?:quickly|easily|soon|fast|after)|leaves? (?:early|quickly|at the first|after a page)|loses? patience|short attention span|quick to leave|easily bored',
  },
  {
    field: 'priceSensitivity',
    pole: 'high',
    person: 'frugal|thrifty|price-conscious|price-sensitive|budget-conscious|stingy|careful with money|bargain hunter',
    phrase:
      '(?:looks?|hunts?|waits?|searches|watch(?:es)?|watching) (?:out )?for (?:a )?(?:bargains?|deals?|discounts?|sales?|offers?)|compares? prices|checks? the price|always (?:looks?|checks?) (?:at )?(?:the )?prices?|counts? every penny',
  },
  { field: 'priceSensitivity', pole: 'middle', phrase: 'looks? at prices now and then' },
  {
    field: 'priceSensitivity',
    pole: 'low',
    person: 'big spender|spendthrift',
    phrase:
      'hardly looks? at prices|money is no object|price (?:does not matter|is no object|hardly matters)|pays? (?:whatever|any price|full price)|(?:does not|do not|never) (?:mind paying|looks? at (?:the )?prices?|checks? prices?|care about (?:the )?prices?)|happy to pay',
  },
  {
    field: 'privacyAttitude',
    pole: 'high',
    phrase:
      '(?:guards?|protects?|protective of|careful with|keeps?) (?:my|his|her|their) (?:personal )?(?:data|privacy|information)(?: private)?|values? (?:my |his |her |their )?privacy|privacy-conscious|private person|reluctant to share|shares? (?:no|as little|very little) (?:personal )?(?:data|information)?|refuses? (?:all )?(?:cookies|tracking)|worr(?:y|ies) about privacy',
  },
  { field: 'privacyAttitude', pole: 'middle', phrase: 'shares? some of (?:my|his|her|their) data' },
  {
    field: 'privacyAttitude',
    pole: 'low',
    phrase:
      '(?:shares?|gives? away) (?:my|his|her|their|any) (?:personal )?(?:data|information) (?:freely|openly|happily|without)|(?:does not|do not) mind (?:being tracked|sharing (?:data|my data|his data|her data|their data|personal data))|nothing to hide|unconcerned about privacy|accepts? (?:all|every) cookies?|happily shares? (?:\\w+ )?(?:data|information)|indifferent to privacy|do not care about privacy|does not care about privacy',
  },
]

const PATTERNS = WORDS.map(({ field, pole, person, phrase }) => ({
  field,
  pole,
  person: person === undefined ? null : new RegExp(`\\b(?:${person})\\b`, 'g'),
  phrase: phrase === undefined ? null : new RegExp(`\\b(?:${phrase})\\b`, 'g'),
}))

/** Trait words and habits that a sentence gives the person. */
export function bandClaims({ plain }: Sentence, lexicon: Lexicon): readonly Claim[] {
  const claims: Placed[] = []
  for (const { field, pole, person, phrase } of PATTERNS) {
    const found = [
      ...(person ? matches(plain, person).filter((match) => isOfPerson(plain, match, lexicon)) : []),
      ...(phrase ? matches(plain, phrase) : []),
    ]
    for (const match of found) {
      const end = match.index + match[0].length
      claims.push({
        type: 'band',
        field,
        pole,
        negated: negatedBefore(plain, match.index),
        phrase: match[0],
        at: match.index,
        end,
      })
    }
  }
  // "Does not mind paying" holds "paying": of two phrases about one field, the longer speaks.
  return claims
    .filter(
      (one) =>
        !claims.some(
          (other) =>
            one !== other &&
            one.field === other.field &&
            one.at >= other.at &&
            one.end <= other.end &&
            one.phrase.length < other.phrase.length,
        ),
    )
    .map(({ at: _, end: __, ...claim }) => claim)
}

function isOfPerson(plain: string, match: RegExpExecArray, lexicon: Lexicon): boolean {
  const rest = plain.slice(match.index + match[0].length)
  const before = plain.slice(0, match.index)
  if (isOfOthers(plain, match.index) || CONTENT.test(rest) || categoriesIn(rest, lexicon)[0]?.at === 1) return false
  return !/\b(?:films?|movies?|stories|plots?|endings?|something|anything|scenes|my friends|people|others|characters|heroes) (?:that |which |who )?(?:are|is|feel|stay) (?:\w+ )?$/.test(
    before,
  )
}
