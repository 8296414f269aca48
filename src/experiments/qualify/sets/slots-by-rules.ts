import { CLAUSES, GENRE_WORDS, likenessIn, REFUSALS, straight, YEAR_REFUSALS, yearsIn } from '../../../agents/index.ts'
import { type Slots, slotGenres } from '../../../minds/index.ts'

type Genre = (typeof slotGenres)[number]

/**
 * The fields of a request by rules: genre words with synonyms, refused after a negation in the same clause; years and decades
 * with the words before them; the title after `like` and its relatives, quoted or in capitals.
 *
 * @example slotsByRules('a war film before 1970').to // 1970
 */
export function slotsByRules(text: string): Slots {
  const line = straight(text)
  const like = likenessIn(line)
  // A genre word within a title is no genre.
  const rest = (like === null ? line : line.replace(like, 'it')).toLowerCase()
  return { ...genresIn(rest), ...yearsIn(rest), like }
}

function genresIn(line: string): Pick<Slots, 'genres' | 'notGenres'> {
  const wanted = new Set<Genre>()
  const refused = new Set<Genre>()
  for (const clause of line.replace(YEAR_REFUSALS, '').split(CLAUSES)) {
    // A refusal holds to the end of its clause: "no war, no crime" says it again, "no war, crime" wants crime.
    const at = clause.search(REFUSALS)
    for (const genre of slotGenres) {
      for (const { index } of clause.matchAll(new RegExp(`\\b(?:${GENRE_WORDS[genre]})(?![\\w])`, 'g'))) {
        const saysNo = (at !== -1 && at < index) || /^\S+:? no\b/.test(clause.slice(index))
        ;(saysNo ? refused : wanted).add(genre)
      }
    }
  }
  return { genres: [...wanted].filter((genre) => !refused.has(genre)), notGenres: [...refused] }
}
