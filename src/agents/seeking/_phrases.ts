import type { RandomStream } from '../../random.ts'
import { type Facet, facetWords } from './facet.ts'

/*
 * What people say when they look for something. `{x}` is what they mean, `{noun}` what kind of thing it is. Every form says the same,
 * so that which one comes up tells nothing.
 */

const WANTED = [
  "I'd like some {x}.",
  "I'm in the mood for {x}.",
  'Something with {x} in it would be lovely.',
  'I could do with {x} today.',
  'How about {x}?',
  'It should be {x}.',
  'A good {x} {noun} is what I want.',
  'I was thinking of {x}.',
  'Do you have any {x}?',
  '{x} would be great.',
]

const REFUSED = [
  'No {x}, though.',
  "I don't want {x}.",
  'Not {x}.',
  'Nothing with {x} in it.',
  'Without {x} if possible.',
  'I never much cared for {x}, so no {x}.',
  "It shouldn't be {x}.",
  'Please, not {x} again.',
]

const YEARS = {
  from: [
    'Nothing before {x}.',
    'It should be from {x} or later.',
    'Made in {x} or after.',
    'Not older than {x}, I would say.',
  ],
  until: [
    'Nothing after {x}.',
    'It should be from {x} or earlier.',
    'Made in {x} or before.',
    'Not newer than {x}, I would say.',
  ],
  between: [
    'From between {x}.',
    'It should be from between {x}.',
    'Made between {x}, if you can.',
    'I mean the years between {x}.',
  ],
} as const

const AGE = {
  older: [
    'Something older.',
    'Those are too new for me, something older.',
    'Have you got anything older?',
    'An older {noun}, rather.',
  ],
  newer: [
    'Something newer.',
    'Those are too old for me, something newer.',
    'Have you got anything newer?',
    'A newer {noun}, rather.',
  ],
} as const

const LIKE = [
  'Something like {x}.',
  'I loved {x}, so something like that.',
  'In the vein of {x}, if you know what I mean.',
  'More like {x}.',
  'I enjoyed {x}; is there anything similar?',
  'Think of {x}.',
]

const TEXT = ['The {field} should be {x}.', 'With {x} as {field}.', 'I prefer {x} for the {field}.']
const NUMBER = {
  from: ['The {field} should be at least {x}.', 'Not below {x} in {field}.'],
  until: ['The {field} should be at most {x}.', 'Not above {x} in {field}.'],
} as const

/** The same again for those who did not listen. */
const CLEAR: Readonly<Record<string, readonly string[]>> = {
  wanted: ['Only {x}, please.', 'It has to be {x}.', 'I want {x} and nothing else.'],
  refused: ['No {x} at all.', 'Nothing with {x}, please.', 'It must not be {x}.'],
  from: ['It has to be from {x} or later.', 'Nothing at all before {x}.'],
  until: ['It has to be from {x} or earlier.', 'Nothing at all after {x}.'],
  between: ['Only from between {x}.', 'It has to be from between {x}.'],
  older: ['It has to be older.', 'Only something older, please.'],
  newer: ['It has to be newer.', 'Only something newer, please.'],
}

/** Words before a message, around it and instead of it. */
export const ASIDES = {
  greeting: ['Hi!', 'Hello!', 'Hey there.', 'Good evening.', ''],
  start: [
    "I'm looking for a {noun}.",
    'Can you find me a {noun}?',
    'I need a {noun} for tonight.',
    'What would you suggest?',
    '',
  ],
  polite: ['Please.', 'Thank you.', 'Thanks for looking.', 'That is kind of you.', 'If you would, please.'],
  known: ["I've seen that.", 'I know that one already.', 'Some of those I know.'],
  refusal: ['Hmm, not that one.', 'Not quite.', 'No, none of those.', "Those aren't it.", 'Not really.', ''],
  nearer: ['That is closer.', 'Better.', 'Getting warmer.', ''],
  nothing: ['You showed me nothing.', 'There was nothing there.'],
  more: [
    'What else is there?',
    'Show me something else.',
    'Anything else?',
    'More of those, but others.',
    'Others, then.',
    'Go on.',
  ],
  clearer: [
    'As I said: {x}',
    'I told you already. {x}',
    'Let me say it again. {x}',
    'You missed what I asked for. {x} I mean that.',
    'That is not what I asked for. {x}',
  ],
  ultimatum: [
    "I'm about to give up. {x} Then I'll stay.",
    'One last try before I go. {x}',
    'I am nearly out of the door. {x}',
  ],
  ignored: [
    'I asked for it twice and got something else, so I am leaving. {x} That is what to change.',
    "You don't listen, goodbye. For the next one: {x}",
    'That is twice now. I would have stayed for this: {x}',
  ],
  patience: [
    'This takes too long, I give up. What I still wanted: {x}',
    "I've had enough for today. It would have helped to go by this: {x}",
    'Never mind, I have to go. In case it helps: {x}',
  ],
  turns: ["That's all the time I have.", 'Let us leave it at that.', 'I have to stop here.'],
  found: [
    "That's the one, thank you!",
    'Yes, I take that one.',
    'Perfect, that one.',
    'Oh yes, that is it.',
    'I take it, thanks!',
  ],
  settled: [
    "Fine, I'll take the best of those, then.",
    'That will have to do. I take it.',
    'All right, I settle for that.',
  ],
} as const

/** All that can be said for a facet. */
export function formsOf(facet: Facet): readonly string[] {
  switch (facet.kind) {
    case 'category':
      return facet.wanted ? WANTED : REFUSED
    case 'years':
      return YEARS[facet.from === null ? 'until' : facet.until === null ? 'from' : 'between']
    case 'age':
      return AGE[facet.wanted]
    case 'like':
      return LIKE
    case 'text':
      return TEXT
    case 'number':
      return NUMBER[facet.end]
  }
}

/** Forms for saying it again in clearer words. */
function clearForms(facet: Facet): readonly string[] {
  switch (facet.kind) {
    case 'category':
      return CLEAR[facet.wanted ? 'wanted' : 'refused']!
    case 'years':
      return CLEAR[facet.from === null ? 'until' : facet.until === null ? 'from' : 'between']!
    case 'age':
      return CLEAR[facet.wanted]!
    default:
      return formsOf(facet)
  }
}

/** A facet as a sentence, or in clearer words. */
export function phrase(facet: Facet, noun: string, random: RandomStream, isClear = false): string {
  const forms = isClear ? clearForms(facet) : formsOf(facet)
  return worded(facet, forms[random.int(forms.length)]!, noun)
}

/** A facet in one of its forms. */
export const worded = (facet: Facet, form: string, noun: string): string =>
  filled(form, { x: meant(facet), noun, field: 'field' in facet ? facet.field : '' })

/** A form with what is meant in it, beginning with a capital letter. */
export function filled(form: string, { x = '', noun = '', field = '' }): string {
  // Functions, since what is put in may hold a dollar sign.
  const text = form
    .replaceAll('{x}', () => x)
    .replaceAll('{noun}', () => noun)
    .replaceAll('{field}', () => field)
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function meant(facet: Facet): string {
  switch (facet.kind) {
    case 'category':
      return facet.value.toLowerCase()
    case 'years':
      return [facet.from, facet.until].filter((year) => year !== null).join(' and ')
    case 'like':
      return asSaid(facet.title)
    case 'text':
    case 'number':
      return String(facet.value)
    case 'age':
      return facetWords(facet)
  }
}

/** A title as people say it: without its year, the article in front. @example asSaid('Usual Suspects, The (1995)') // 'The Usual Suspects' */
export function asSaid(title: string): string {
  const bare = title.replace(/\s*\(\d{4}\)\s*$/, '')
  return bare.replace(/^(.+), (The|A|An)$/, '$2 $1')
}
