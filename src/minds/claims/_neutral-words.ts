/*
 * The closed vocabulary of words about an item: words that state nothing of it. Left out on purpose is whatever could turn true
 * words into a claim: negations, comparisons, `before` and `after`, `about`, `same`, `only`, `first`, praise, `he` and `she`.
 *
 * The list was fixed, a first batch of sentences written and read, the list completed and fixed again; the second batch was written
 * after that and nothing was changed on account of it. Both are in `_fresh-sentences.json`.
 */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Words that may stand anywhere. */
export const NEUTRAL: ReadonlySet<string> = words(`
  a an the this that these those it its it's that's here's there's here there
  i i'd i'll i've we we'd we'll we've our us my me you your yours you're you've you'll you'd yourself
  and or as at for from in into of on to with by up out because since so while but which who whose whom what why how when if then
  is are was were be been being has have had having do does did will would may might can could should let let's
  also too both either very really quite just much more well perhaps maybe probably likely certainly surely definitely
  something one ones thing things other anything title titles item items pick picks picked choice choices choose chose chosen
  suggestion suggestions suggest suggested suggests suggesting recommendation recommendations recommend recommended recommends
  recommending option options offer offers offered give gives given try trying consider considering
  match matches matched matching fit fits fitting suit suits suited suitable appeal appeals
  taste tastes interest interests interested preference preferences liking fondness enjoyment appreciation mood past previous previously
  enjoy enjoys enjoyed enjoying enjoyable like liked likes love loved loves appreciate appreciated
  reason reasons list lists add put select selected selection think believe hope seem seems looks look looking see seeing want
  genre genres category categories kind kinds sort type mix mixes mixing mixed blend blends blending combine combines combining
  combination belongs belong falls fall counts classed described
  year years decade time made came comes coming out released release dates dating dated appeared appears published
  fan fans lover lovers evening tonight weekend next today now might going go goes along worth such
  know known feel feels feeling hi hello yes please
  seen general someone anyone whole another thought hence thus therefore all them keep keeps busy strength dose bit touch plenty
  simply especially particularly mainly partly together make makes bring brings get gets find found check start led work works worked
  meets back among called named account thanks due need place full
`)

/** What an item may be called and what one does with it, by the noun of the facts. */
export const NOUNS: Readonly<Record<string, ReadonlySet<string>>> = {
  film: words(
    'film films movie movies picture pictures feature features watch watching watched viewing view viewed story stories',
  ),
  documentary: words('film films watch watching watched viewing view viewed documentary documentaries'),
  series: words('series show shows watch watching watched viewing view viewed story stories episode episodes'),
  book: words('book books read reading reads novel novels story stories'),
  album: words('album albums record records music listen listening listened hear hearing heard'),
  song: words('song songs track tracks music listen listening listened hear hearing heard'),
  game: words('game games play playing played plays'),
}

/** What says that many people like an item. */
export const POPULAR: ReadonlySet<string> = words(`
  popular popularity people viewers readers listeners players watchers audience audiences many widely others crowd everyone rated
  ratings rating watched read played favourite favorite hit
`)

/** What one may call a recommendation, after a word of praise that is then for the recommendation and not for the item. */
export const PRAISED: ReadonlySet<string> = words(
  'fit match choice pick option suggestion recommendation way reason chance',
)

/** Praise, for what is in `PRAISED` alone. */
export const PRAISE: ReadonlySet<string> = words(
  'good great perfect nice ideal natural strong solid excellent fine safe right',
)

/** Verbs of liking: with `you` and no modal verb before them they tell this person's history. */
export const LIKING: ReadonlySet<string> = words(`
  like liked likes love loved loves enjoy enjoyed enjoys appreciate appreciated watched read played heard rated
`)

/** Nouns of liking: after `your` they tell this person's history. */
export const TASTES: ReadonlySet<string> = words(`
  taste tastes interest interests preference preferences liking fondness enjoyment appreciation love history favourite favourites
  favorite favorites
`)

/** Between a subject and its verb. */
export const ADVERBS: ReadonlySet<string> = words(`
  also too very really quite just much certainly surely definitely probably likely perhaps maybe both have had 've did do previously
`)

/** Makes a prediction of what would be history. */
export const MODALS: ReadonlySet<string> = words(`
  will would may might can could should must shall you'll you'd i'd i'll we'd we'll
`)

/** What says that two items are alike. */
export const ALIKE: ReadonlySet<string> = words(`
  similar resembles resemble resembling akin comparable reminiscent alike close closely kin vein spirit lines
`)

/** Whom one speaks of as liking something. */
export const SUBJECTS: ReadonlySet<string> = words(
  `you you've who fans lovers people viewers readers players they to we i`,
)

/** What begins a clause of its own. */
export const OPENERS: ReadonlySet<string> = words(
  `so while but which because since we i this it it's that's here here's`,
)

/** What begins a clause of its own after `and`. */
export const SUBJECTS_AFTER_AND: ReadonlySet<string> = words(`you you've you'll it it's this that we i`)

/** Decades in words. */
export const DECADES: Readonly<Record<string, number>> = {
  twenties: 1920,
  thirties: 1930,
  forties: 1940,
  fifties: 1950,
  sixties: 1960,
  seventies: 1970,
  eighties: 1980,
  nineties: 1990,
}

/** Parts of a decade in words, by the last digits of their years. */
export const PARTS: Readonly<Record<string, readonly [first: number, last: number]>> = {
  early: [0, 4],
  mid: [3, 7],
  late: [5, 9],
}
