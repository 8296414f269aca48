import { describeProfile, type LineProblem, type PopulationQuality, type Profile } from '../agents/index.ts'
import { counted, percent } from '../words.ts'
import { number } from './_format.ts'
import { tableText } from './_table.ts'

/** People in a table, one a line. */
export function peopleText(people: readonly Profile[]): string {
  return tableText(people, [
    { title: 'id', of: ({ id }) => id, align: 'left' },
    { title: 'age', of: ({ demographics: { age } }) => (age === null ? '–' : String(age)) },
    { title: 'gender', of: ({ demographics: { gender } }) => gender ?? '–', align: 'left' },
    { title: 'occupation', of: ({ demographics: { occupation } }) => occupation ?? '–', align: 'left' },
    { title: 'likes most', of: ({ taste }) => topCategory(taste), align: 'left' },
    { title: 'status', of: ({ status }) => status ?? '', align: 'left', width: 56 },
  ])
}

function topCategory(taste: Profile['taste']): string {
  const [first] = Object.entries(taste ?? {}).sort(([, one], [, other]) => other - one)
  return first ? `${first[0]} ${percent(first[1], 0)}` : '–'
}

/** One person: what is said of them, with the field and value behind each clause. */
export function personText(person: Profile): string {
  const { clauses } = describeProfile(person)
  return [
    `${person.id} (${person.origin})`,
    ...(person.status === undefined ? [] : ['', person.status]),
    '',
    tableText(clauses, [
      { title: 'clause', of: ({ text }) => text, align: 'left' },
      { title: 'field', of: ({ field }) => field, align: 'left' },
      {
        title: 'value',
        of: ({ value }) => (typeof value === 'number' ? String(Number(value.toFixed(4))) : value),
        align: 'left',
      },
    ]),
  ].join('\n')
}

interface Line {
  readonly measure: string
  readonly value: string
  readonly reference: string
  readonly people: string
}

/** The quality of a population in a table; an en dash for what is undefined. */
export function qualityText(quality: PopulationQuality): string {
  const { stereotypes, tastes } = quality
  const routes = Object.entries(quality.origins).map(([origin, count]) => `${count} ${origin}`)
  const lines: Line[] = [
    ...quality.marginals.map(({ attribute, known, totalVariation }) =>
      line(`total variation of ${attribute}`, totalVariation, null, known),
    ),
    ...quality.associations.map(({ attributes, known, corrected, reference }) =>
      line(`Cramer's V of ${attributes.join(' and ')}`, corrected, reference, known),
    ),
    line('entropy of occupation given gender', stereotypes.entropy, stereotypes.reference, stereotypes.known),
    line('total variation of tastes, everybody', tastes.totalVariation, null, tastes.known),
    line('total variation of tastes, aligned', tastes.alignedTotalVariation, null, tastes.aligned),
    line('duplicates', quality.duplicates, null, quality.people),
  ]
  return [
    `${counted(quality.people, 'person', 'people')}: ${routes.join(', ')}`,
    '',
    tableText(lines, [
      { title: 'measure', of: ({ measure }) => measure, align: 'left' },
      { title: 'value', of: ({ value }) => value },
      { title: 'reference', of: ({ reference }) => reference },
      { title: 'people', of: ({ people }) => people },
    ]),
    '',
    "total variation: 0 as the reference, 1 nothing in common. Cramer's V and entropy are corrected for small samples.",
    'people: those for whom the fields are known. Handcrafted people are not drawn from the reference and move away from it.',
  ].join('\n')
}

const line = (measure: string, value: number | null, reference: number | null, people: number): Line => ({
  measure,
  value: number(value),
  reference: number(reference),
  people: String(people),
})

/** What is wrong in a file of profiles, by line. */
export function problemsText(path: string, sound: number, problems: readonly LineProblem[]): string {
  const lines = new Set(problems.map((problem) => problem.line)).size
  const told = problems.map((problem) => `line ${problem.line}: ${problem.message}`)
  const wrong = lines === 0 ? 'no problems' : `problems in ${counted(lines, 'line')}`
  return [...told, `${path}: ${counted(sound, 'sound profile')}, ${wrong}`].join('\n')
}
