import { z } from 'zod'
import type { JsonSchema } from '../../domain/index.ts'

/** The Big Five, in the order in which vectors and correlation matrices hold them. */
export const bigFiveNames = ['openness', 'conscientiousness', 'extraversion', 'agreeableness', 'neuroticism'] as const

/** One of the Big Five. */
export type BigFiveName = (typeof bigFiveNames)[number]

/** The version of the profile format that this library writes. */
export const PROFILE_VERSION = 1

/** A few words on one line. Control characters are refused, so that a field can not break out of the line it is printed in. */
const words = z
  .string()
  .min(1)
  .max(60)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  .regex(/^[^\u0000-\u001f\u007f\u2028\u2029]+$/, 'must be one line without control characters')
const share = z.number().min(0).max(1)
const z5 = z.number().min(-5).max(5).nullable()
const longText = z.string().max(4000)

/**
 * Who a simulated person is, as fields; every word about the person follows from them.
 *
 * `null` is "not known". Fields that the schema does not name are kept as they are.
 *
 * @example profileSchema.parse(handcrafted()[0]).v // 1
 */
export const profileSchema = z.looseObject({
  v: z.literal(PROFILE_VERSION),
  /** Unique in a population; also the key of the person's random streams. */
  id: z.string().min(1).max(100),
  /** An invented handle: small letters, digits and hyphens, so that no name of a real person fits. */
  name: z
    .string()
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be a handle of small letters, digits and hyphens')
    .max(40),
  origin: z.enum(['handcrafted', 'generated', 'aligned', 'imported']),
  demographics: z.looseObject({
    /** Years. */
    age: z.int().min(5).max(110).nullable(),
    gender: words.nullable(),
    occupation: words.nullable(),
    place: words.nullable(),
  }),
  /** Standard deviations from the mean of a population. */
  bigFive: z.looseObject({
    openness: z5,
    conscientiousness: z5,
    extraversion: z5,
    agreeableness: z5,
    neuroticism: z5,
  }),
  /** Share of each category in what the person chooses; sums to 1. A category left out has share 0. */
  taste: z.record(words, share).nullable(),
  /** Entropy of the taste in nats: the exponential is the effective number of categories. */
  diversity: z.number().min(0).max(10).nullable(),
  /** Slope of the person's ratings on the mean of everybody else: 1 moves with the crowd, 0 ignores it. */
  conformity: z.number().min(-5).max(5).nullable(),
  /** How much of the population does less: 0 the least active, 1 the most. */
  activity: share.nullable(),
  /** 0 takes any price, 1 looks at nothing else. */
  priceSensitivity: share.nullable(),
  /** 0 leaves at the first disappointment, 1 puts up with anything. */
  patience: share.nullable(),
  /** 0 shares any data, 1 shares none. */
  privacyAttitude: share.nullable(),
  /** A short self-description; each statement must follow from a field. */
  status: longText.optional(),
  /** The parts of the status with the field that each states, where they are known. */
  statusClauses: z.array(z.object({ text: longText, field: words })).optional(),
  /** Text of an imported persona, as it came: data, not checked against the fields. */
  persona: longText.optional(),
})

/** A simulated person in fields. */
export type Profile = Readonly<z.infer<typeof profileSchema>>

/** The dispositions that run from 0 to 1. */
export const dispositionNames = ['activity', 'priceSensitivity', 'patience', 'privacyAttitude'] as const

/** One of the dispositions that run from 0 to 1. */
export type DispositionName = (typeof dispositionNames)[number]

/** The profile format as a JSON Schema, for other programs. @example profileJsonSchema().type // 'object' */
export function profileJsonSchema(): JsonSchema {
  return { ...z.toJSONSchema(profileSchema), title: `Profile of a simulated person, version ${PROFILE_VERSION}` }
}

/**
 * Entropy of shares in nats; zeros count nothing.
 *
 * @param shares non-negative, any sum above 0
 * @returns null where nothing has a share
 * @example entropyOf([0.5, 0.25, 0.25]) // 1.0397
 */
export function entropyOf(shares: Iterable<number>): number | null {
  const positive = [...shares].filter((one) => one > 0)
  const sum = positive.reduce((total, one) => total + one, 0)
  if (sum === 0) return null
  return positive.reduce((entropy, one) => entropy - (one / sum) * Math.log(one / sum), 0) + 0
}
