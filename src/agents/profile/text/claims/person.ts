import { genderOf, type KnownGender } from '../../gender.ts'
import { contactData } from '../contact-data.ts'
import { OCCUPATIONS } from './_occupations.ts'
import { matches, negatedBefore, OTHERS } from './_sentences.ts'
import type { Claim, Sentence } from './claim.ts'

const GENDERED: readonly (readonly [RegExp, KnownGender])[] = [
  [
    /(?<!\b(?:my|her|his|their|the|every|old) )\b(?:woman|lady|girl|female|mother|mum|grandmother|housewife|businesswoman)\b/g,
    'female',
  ],
  [
    /(?<!\b(?:my|her|his|their|the|every|old) )\b(?:man|gentleman|boy|male|guy|father|dad|grandfather|businessman)\b/g,
    'male',
  ],
  [/\bnon-?binary\b/g, 'non-binary'],
]
const PRONOUNS: readonly (readonly [RegExp, KnownGender])[] = [
  [/\b(?:she|herself)\b/g, 'female'],
  [/\b(?:he|himself)\b/g, 'male'],
]

/** Genders that a sentence gives the person, by noun or by pronoun. */
export function genderClaims({ plain }: Sentence): readonly Claim[] {
  const nouns = GENDERED.flatMap(([pattern, gender]) =>
    matches(plain, pattern)
      .filter(
        ({ index }) =>
          !/\b(?:about|of|for|with|by|like|every|most|other) (?:an? |the |old |young )*$/.test(plain.slice(0, index)),
      )
      .map((found) => ({ gender, found })),
  )
  const own = OTHERS.test(plain) ? [] : PRONOUNS
  const pronouns = own.flatMap(([pattern, gender]) =>
    matches(plain, pattern)
      .slice(0, 1)
      .map((found) => ({ gender, found })),
  )
  const stated = matches(plain, /\bgender is "?([a-z-]+)"?/g).flatMap((found) => {
    const gender = genderOf(found[1]!)
    return gender ? [{ gender, found }] : []
  })
  return [...nouns, ...stated, ...pronouns].map(({ gender, found }) => ({
    type: 'gender',
    gender,
    negated: nouns.some((noun) => noun.found === found) && negatedBefore(plain, found.index, 3),
    phrase: found[0],
  }))
}

const STOP = '(?:and|who|in|at|for|with|but|from|to|by|on|near|since|when|because|while|of|living|based|that)'
const WORK = new RegExp(
  `\\b(?:works?|working|worked|employed|job|jobs|career|trained|qualified|living) as (?:an? |the )?((?:(?!${STOP}\\b)[a-z-]+ ?){1,3})`,
  'g',
)
const STATED = new RegExp(`\\b(?:occupation|profession|job) is "?((?:(?!${STOP}\\b)[a-z/-]+ ?){1,4})`, 'g')
const FIELD = new RegExp(`\\bworks? in (${OCCUPATIONS})\\b`, 'g')
const NOUN = new RegExp(
  `(?:\\b(?:am|is|are|as|become|became|being) |^|, )(?:not |also |now |still |currently |actually |no longer |never )*(?:an? |the )?(?:(?!(?:my|her|his|their|i|he|she|they|like|than)\\b)[a-z-]+[ -]){0,3}?(${OCCUPATIONS})\\b(?! (?:films?|dramas?|stories|life))`,
  'g',
)
const STUDIES = /\b(?:studies|studying|study) (?!(?:the|a|what|every)\b)[a-z]+|\bat (?:university|college|school)\b/g
const NO_WORK = /\b(?:have|has|had|holds?) (?:no|not an?y?) job\b|\bwithout a job\b/g

/** Occupations that a sentence gives the person. */
export function occupationClaims({ plain }: Sentence): readonly Claim[] {
  const claims: Claim[] = []
  const add = (occupation: string, found: RegExpExecArray, negated: boolean): void => {
    if (claims.some((claim) => claim.type === 'occupation' && claim.occupation.includes(occupation.trim()))) return
    claims.push({
      type: 'occupation',
      occupation: occupation.trim(),
      negated,
      phrase: found[0].replace(/^,? /, '').trim(),
    })
  }
  const others = (index: number): boolean =>
    /\b(?:my|her|his|their) \w+(?: \w+)?\s*$/.test(plain.slice(0, index)) && OTHERS.test(plain.slice(0, index))
  for (const pattern of [WORK, STATED, FIELD]) {
    for (const found of matches(plain, pattern))
      if (!others(found.index)) add(found[1]!, found, negatedBefore(plain, found.index))
  }
  for (const found of matches(plain, NOUN)) {
    const negated =
      /\b(?:not|never|no longer)\b/.test(found[0]) ||
      negatedBefore(plain, found.index + found[0].length - found[1]!.length, 3)
    // "No longer" and "no job" are statements of their own.
    if (!others(found.index) && found[1] !== 'no job') add(found[1]!, found, negated)
  }
  for (const found of matches(plain, STUDIES)) add('student', found, negatedBefore(plain, found.index))
  for (const found of matches(plain, NO_WORK)) add('none', found, false)
  return claims
}

const PLACE =
  /\b(?:lives?|living|based|resides?|residing|settled|dwells?) (?:just )?(?:in|near|on|by|at|outside) (?:the |an? )?((?:(?!(?:and|who|where|with|but|since|because|while|that|for)\b)[\p{L}\p{N}'-]+ ?){1,5})/gu
const FROM = /\b(?:comes? from|originally from|grew up in|born in) ([a-z' -]+)/g

/** Places where a sentence says the person lives. */
export function placeClaims({ plain }: Sentence): readonly Claim[] {
  const homes = matches(plain, PLACE).filter(
    ({ index }) =>
      !/\b(?:my|her|his|their) \w+ $/.test(plain.slice(0, index)) &&
      !/\bliving in\b.*\b(?:past|moment|age)\b/.test(plain),
  )
  const origins = matches(plain, FROM)
  return [
    ...homes.map(
      (found): Claim => ({
        type: 'place',
        place: found[1]!.trim(),
        negated: negatedBefore(plain, found.index),
        phrase: found[0].trim(),
      }),
    ),
    ...origins.map(([phrase]): Claim => ({ type: 'outside', about: 'where the person comes from', phrase })),
  ]
}

const NATIONS =
  'american|british|english|scottish|welsh|irish|french|german|italian|spanish|portuguese|dutch|belgian|swedish|norwegian|danish|finnish|polish|russian|ukrainian|turkish|greek|indian|pakistani|chinese|japanese|korean|vietnamese|brazilian|mexican|canadian|australian|nigerian|kenyan|egyptian'

/** Things about which a profile has no field. */
const OUTSIDE: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:married|divorced|engaged to|widow(?:ed|er)?|single parent|(?:my|her|his|their) (?:wife|husband|spouse|girlfriend|boyfriend|fiancée?))\b/g,
    'a relationship',
  ],
  [
    /\b(?:mother|father|mum|dad|parent|grandmother|grandfather|grandparent) (?:of|to)\b|\b(?:my|her|his|their) (?:\w+ )?(?:son|sons|daughter|daughters|children(?!'s)|kids|grandchildren|baby)\b|\bhas (?:\w+ )?(?:children|kids|sons?|daughters?)\b/g,
    'a family',
  ],
  [
    /\b(?:christian|catholic|protestant|muslim|jewish|hindu|buddhist|atheist|religious|church|mosque|synagogue|devout)\b/g,
    'faith',
  ],
  [/\b(?:republican|democrat|left-wing|right-wing|socialist|votes? for|voted for)\b/g, 'politics'],
  [/\b(?:disabled|diabetic|adhd|autistic|dyslexic|diagnosed|pregnant|wheelchair|chronic illness|asthma)\b/g, 'health'],
  [/\b(?:gay|lesbian|bisexual|heterosexual|transgender)\b/g, 'sexuality'],
  [
    new RegExp(
      `\\b(?:am|is|an?) (?:proud |young |old )?(?:${NATIONS})\\b(?! (?:films?|movies?|cinema|series|dramas?|comed|thrillers?|music))`,
      'g',
    ),
    'a nationality',
  ],
  [/\b(?:immigrant|refugee|expat)\b/g, 'a nationality'],
  [/\b(?:phd|doctorate|bachelor's|master's|university degree|dropped out|a degree in)\b/g, 'education'],
  [/\b(?:earns?|salary|income|wealthy|millionaire|in debt|mortgage)\b/g, 'income'],
  [
    /\b(?:my|her|his|their|has an?|have an?|owns? an?) (?:\w+ )?(?:dog|cat|dogs|cats|car|motorbike|boat)\b/g,
    'possessions',
  ],
]

/** Statements about things that no field holds, names and contact data among them. */
export function outsideClaims({ plain, written }: Sentence): readonly Claim[] {
  const claims = OUTSIDE.flatMap(([pattern, about]) =>
    matches(plain, pattern)
      .slice(0, 1)
      .map(([phrase]): Claim => ({ type: 'outside', about, phrase })),
  )
  const contact = contactData(written)
  const name =
    /\b(?:[Mm]y name is|[Hh](?:er|is) name is|I am called|[Nn]amed|[Gg]oes by) "?([\p{L}][\p{L}\p{N}-]*(?: \p{Lu}[\p{L}-]*)*)/u.exec(
      written,
    )
  return [
    ...claims,
    ...(contact === null ? [] : [{ type: 'outside', about: 'contact data', phrase: contact } as const]),
    ...(name ? [{ type: 'name', name: name[1]!, phrase: name[0] } as const] : []),
  ]
}
