import { z } from 'zod'
import type { Prompt, Question } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'

/** The genres a request can name. @example slotGenres.includes('war') // true */
export const slotGenres = [
  'action',
  'adventure',
  'animation',
  'children',
  'comedy',
  'crime',
  'documentary',
  'drama',
  'fantasy',
  'film noir',
  'horror',
  'musical',
  'mystery',
  'romance',
  'science fiction',
  'thriller',
  'war',
  'western',
] as const

/**
 * The fields of a request, in the order in which they are filled: the relation is decided before the years.
 *
 * `before` has the year named in `to` and null in `from`, `after` (and since) the year named in `from`; `between` has both ends,
 * for a decade its first and last year, for a single year the same twice; `any` has neither. `like` is the title that the result
 * should resemble, without quotes.
 *
 * @example slotSchema.parse({ genres: ['war'], notGenres: [], relation: 'before', from: null, to: 1970, like: null })
 */
export const slotSchema = z.object({
  genres: z.array(z.enum(slotGenres)),
  notGenres: z.array(z.enum(slotGenres)),
  relation: z.enum(['any', 'before', 'after', 'between']),
  from: z.number().nullable(),
  to: z.number().nullable(),
  like: z.string().nullable(),
})

/** The fields of a request. */
export type Slots = z.infer<typeof slotSchema>

/**
 * The form as it is asked for: what no request goes beyond is bounded, since a small model held to a grammar may go on listing
 * genres until its room is used up.
 *
 * @example mind.extract(slotsQuestion(text, random), slotsForm)
 */
export const slotsForm = slotSchema.extend({
  genres: slotSchema.shape.genres.max(4),
  notGenres: slotSchema.shape.notGenres.max(4),
  like: slotSchema.shape.like.unwrap().max(60).nullable(),
})

/**
 * What does a request name? The one question of the job `slots`: what a model was examined with is what it is asked in use.
 *
 * @example (await mind.extract(slotsQuestion('a war film before 1970', random), slotsForm)).to
 */
export const slotsQuestion = (text: string, random: RandomStream): Question<'slots', { readonly text: string }> => ({
  type: 'slots',
  job: 'slots',
  facts: { text },
  prompt: () => slotsPrompt(text),
  random,
})

/** Instructions and worked examples, the same for everybody, then the request; it is quoted, since it is data. */
const slotsPrompt = (text: string): Prompt => ({
  system: [
    'You turn a request for something to watch or read into a form.',
    SLOT_FIELDS,
    ...SLOT_EXAMPLES.map(([said, form]) => `Request: ${JSON.stringify(said)}\nForm: ${JSON.stringify(form)}`),
  ].join('\n\n'),
  user: `Request: ${JSON.stringify(text)}\nForm:`,
})

const SLOT_FIELDS = [
  'genres: what it should be; [] where no genre is named.',
  'notGenres: what it must not be; [] where nothing is ruled out.',
  'relation: "before", "after" or "between" where years are named, else "any".',
  'from, to: years. "before" has only "to", "after" has only "from", "between" has both, "any" has neither; else null.',
  'like: the title it should resemble, else null.',
].join('\n')

const SLOT_EXAMPLES = [
  [
    'a horror movie from the nineties, please',
    { genres: ['horror'], notGenres: [], relation: 'between', from: 1990, to: 1999, like: null },
  ],
  [
    'something like Local Hero but no romance',
    { genres: [], notGenres: ['romance'], relation: 'any', from: null, to: null, like: 'Local Hero' },
  ],
  [
    'western or war pictures older than 1965',
    { genres: ['western', 'war'], notGenres: [], relation: 'before', from: null, to: 1965, like: null },
  ],
  [
    'funny cartoons since 2010',
    { genres: ['comedy', 'animation'], notGenres: [], relation: 'after', from: 2010, to: null, like: null },
  ],
] as const
