/** Words for one kind of work; the first is how data usually spell it. */
const GROUPS: readonly (readonly string[])[] = [
  ['student', 'undergraduate', 'schoolchild', 'pupil', 'graduate student', 'apprentice student'],
  ['retired', 'retiree', 'pensioner'],
  ['none', 'unemployed', 'jobless', 'out of work', 'no job', 'between jobs'],
  ['homemaker', 'housewife', 'househusband', 'stay-at-home parent'],
  ['educator', 'teacher', 'schoolteacher', 'lecturer', 'professor', 'primary school teacher'],
  ['programmer', 'software developer', 'software engineer', 'developer', 'coder'],
  ['engineer'],
  ['technician'],
  ['scientist', 'researcher', 'chemist', 'biologist', 'physicist'],
  ['doctor', 'physician', 'surgeon'],
  ['healthcare', 'nurse', 'paramedic', 'midwife', 'carer', 'care worker'],
  ['lawyer', 'attorney', 'solicitor', 'barrister'],
  ['librarian'],
  ['writer', 'author', 'novelist', 'journalist'],
  ['artist', 'painter', 'illustrator', 'sculptor'],
  ['entertainment', 'actor', 'actress', 'musician', 'comedian'],
  ['executive', 'manager', 'chief executive', 'director'],
  ['administrator', 'clerk', 'secretary', 'office clerk'],
  ['marketing', 'advertising'],
  ['salesman', 'saleswoman', 'salesperson', 'sales assistant', 'sales'],
  ['accountant', 'bookkeeper'],
  ['baker'],
  ['barber', 'hairdresser'],
  ['builder', 'bricklayer', 'construction worker'],
  ['bus driver'],
  ['lorry driver', 'truck driver'],
  ['taxi driver'],
  ['carpenter', 'joiner'],
  ['chef', 'cook'],
  ['cleaner'],
  ['dentist'],
  ['designer', 'graphic designer'],
  ['electrician'],
  ['farmer'],
  ['firefighter'],
  ['fisher', 'fisherman'],
  ['florist'],
  ['gardener'],
  ['mechanic'],
  ['pharmacist'],
  ['photographer'],
  ['pilot'],
  ['plumber'],
  ['police officer', 'policeman', 'policewoman'],
  ['postal worker', 'postman'],
  ['psychologist', 'therapist'],
  ['receptionist'],
  ['sailor'],
  ['shop assistant', 'cashier'],
  ['shopkeeper'],
  ['social worker'],
  ['soldier'],
  ['tailor'],
  ['translator', 'interpreter'],
  ['vet', 'veterinarian'],
  ['waiter', 'waitress'],
  ['warehouse worker'],
  ['banker'],
  ['architect'],
  ['surveyor'],
]

/** Every word for an occupation, longest first; for use inside larger patterns. */
export const OCCUPATIONS: string = GROUPS.flat()
  .toSorted((one, other) => other.length - one.length)
  .join('|')

/** Whether two ways to name an occupation mean the same, as far as is known. @example sameOccupation('teacher', 'educator') // true */
export function sameOccupation(one: string, other: string): boolean {
  const [a, b] = [clean(one), clean(other)]
  if (a === b) return true
  const [wordsA, wordsB] = [a.split(' '), b.split(' ')]
  if (wordsA.every((word) => wordsB.includes(word)) || wordsB.every((word) => wordsA.includes(word))) return true
  return GROUPS.some((group) => isIn(a, group) && isIn(b, group))
}

const clean = (words: string): string => words.trim().toLowerCase().replace(/[-/]/g, ' ').replace(/\s+/g, ' ')

const isIn = (words: string, group: readonly string[]): boolean =>
  group.some((word) => new RegExp(`(?:^| )${word}(?:$| )`).test(words))
