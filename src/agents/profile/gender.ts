/** Genders that words are known for. */
export type KnownGender = 'female' | 'male' | 'non-binary'

const WORDS: Readonly<Record<KnownGender, readonly string[]>> = {
  female: ['f', 'female', 'woman', 'w'],
  male: ['m', 'male', 'man'],
  'non-binary': ['non-binary', 'nonbinary', 'enby', 'x'],
}

/** One name for the ways in which data spell a gender; null for what is not known. @example genderOf('F') // 'female' */
export function genderOf(written: string): KnownGender | null {
  const word = written.trim().toLowerCase()
  return (Object.keys(WORDS) as KnownGender[]).find((gender) => WORDS[gender].includes(word)) ?? null
}
