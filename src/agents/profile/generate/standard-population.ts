import { ageBands } from '../age-band.ts'
import { fitJoint } from '../joint/fit-joint.ts'
import { type Attribute, cellCount, type Joint, valuesOfCell } from '../joint/joint.ts'

const WORKS = [
  'administrator',
  'artist',
  'builder',
  'chef',
  'cleaner',
  'driver',
  'educator',
  'engineer',
  'farmer',
  'healthcare',
  'librarian',
  'manager',
  'mechanic',
  'programmer',
  'salesperson',
  'scientist',
  'technician',
  'writer',
] as const

/** Marginals of the standard population: shares by age band, gender and occupation. Ours; they describe no country. */
const MARGINALS = {
  ageBand: [0.06, 0.14, 0.2, 0.18, 0.16, 0.13, 0.11, 0.02],
  gender: [0.49, 0.49, 0.02],
  occupation: [0.14, 0.12, 0.05, 0.05, ...WORKS.map(() => 0.64 / WORKS.length)],
} as const

const ATTRIBUTES: readonly Attribute[] = [
  { name: 'ageBand', values: ageBands },
  { name: 'gender', values: ['female', 'male', 'non-binary'] },
  { name: 'occupation', values: ['student', 'retired', 'homemaker', 'none', ...WORKS] },
]

/**
 * Age band, gender and occupation of a population for studies without data.
 *
 * Occupation hangs on age (nobody works below 18 or after 80, students are young, the retired old) and on nothing else: gender
 * says nothing about it, so that what is simulated repeats no stereotype.
 *
 * @example marginalOf(standardPopulation(), 'gender')
 */
export function standardPopulation(): Joint {
  const cells = Array.from({ length: cellCount(ATTRIBUTES) }, (_, cell) => {
    const { ageBand, occupation } = valuesOfCell(ATTRIBUTES, cell)
    return seedOf(ageBand!, occupation!)
  })
  return fitJoint({ attributes: ATTRIBUTES, cells }, MARGINALS).joint
}

function seedOf(ageBand: string, occupation: string): number {
  if (ageBand === '5-17') return occupation === 'student' ? 1 : 0
  if (ageBand === '80-110') return occupation === 'retired' ? 1 : 0
  if (occupation === 'student') return { '18-24': 10, '25-34': 2 }[ageBand] ?? 0.1
  if (occupation === 'retired') return { '55-64': 1, '65-79': 20 }[ageBand] ?? 0
  return 1
}
