import type { RandomStream } from '../random.ts'

/** A genre of invented films with nouns of its own, so that a title smells of what it is. */
interface Genre {
  readonly name: string
  readonly nouns: readonly string[]
}

/** The commoner genres first. */
export const filmGenres: readonly Genre[] = [
  { name: 'Drama', nouns: ['Letter', 'Winter', 'Daughter', 'Orchard', 'Promise', 'Silence', 'Inheritance', 'House'] },
  {
    name: 'Comedy',
    nouns: ['Wedding', 'Landlord', 'Weekend', 'Misunderstanding', 'Uncle', 'Bakery', 'Parrot', 'Diet'],
  },
  { name: 'Action', nouns: ['Strike', 'Pursuit', 'Countdown', 'Convoy', 'Target', 'Breakout', 'Vault', 'Ambush'] },
  { name: 'Thriller', nouns: ['Witness', 'Alibi', 'Stairwell', 'Informant', 'Motel', 'Signal', 'Stranger', 'Tunnel'] },
  { name: 'Romance', nouns: ['Kiss', 'Summer', 'Dance', 'Balcony', 'Postcard', 'Heart', 'Serenade', 'Spring'] },
  { name: 'Adventure', nouns: ['Voyage', 'Map', 'Island', 'Expedition', 'Compass', 'Treasure', 'Summit', 'River'] },
  { name: 'Sci-Fi', nouns: ['Orbit', 'Android', 'Colony', 'Comet', 'Algorithm', 'Horizon', 'Moonbase', 'Paradox'] },
  { name: 'Crime', nouns: ['Heist', 'Detective', 'Ransom', 'Syndicate', 'Ledger', 'Getaway', 'Verdict', 'Forger'] },
  { name: 'Horror', nouns: ['Cellar', 'Scream', 'Marsh', 'Séance', 'Scarecrow', 'Whisper', 'Crypt', 'Lullaby'] },
  { name: 'Animation', nouns: ['Hedgehog', 'Balloon', 'Dragonfly', 'Toymaker', 'Penguin', 'Teapot', 'Cloud', 'Fox'] },
  { name: 'Fantasy', nouns: ['Wizard', 'Sword', 'Prophecy', 'Unicorn', 'Kingdom', 'Amulet', 'Dragon', 'Spell'] },
  {
    name: 'Documentary',
    nouns: ['Glacier', 'Migration', 'Workshop', 'Harvest', 'Archive', 'Reef', 'Choir', 'Railway'],
  },
  { name: 'Mystery', nouns: ['Cipher', 'Portrait', 'Lighthouse', 'Keyhole', 'Clockmaker', 'Riddle', 'Fog', 'Manor'] },
  { name: 'War', nouns: ['Battalion', 'Ceasefire', 'Trench', 'Medal', 'Bridge', 'Armistice', 'Outpost', 'Courier'] },
  { name: 'Musical', nouns: ['Melody', 'Chorus', 'Overture', 'Cabaret', 'Trumpet', 'Rhapsody', 'Encore', 'Waltz'] },
  {
    name: 'Western',
    nouns: ['Canyon', 'Saddle', 'Sheriff', 'Gold Rush', 'Stagecoach', 'Prairie', 'Saloon', 'Mustang'],
  },
  { name: 'Family', nouns: ['Puppy', 'Treehouse', 'Holiday', 'Grandfather', 'Kite', 'Snowman', 'Picnic', 'Pony'] },
  {
    name: 'History',
    nouns: ['Empress', 'Revolution', 'Cathedral', 'Cartographer', 'Throne', 'Printer', 'Treaty', 'Fleet'],
  },
]

const adjectives = [
  'Silent',
  'Golden',
  'Last',
  'Crooked',
  'Hidden',
  'Distant',
  'Electric',
  'Forgotten',
  'Burning',
  'Gentle',
  'Broken',
  'Crimson',
  'Second',
  'Restless',
  'Paper',
  'Wild',
  'Borrowed',
  'Midnight',
  'Hollow',
  'Northern',
  'Unlikely',
  'Velvet',
  'Frozen',
  'Seventh',
  'Invisible',
  'Perfect',
  'Glass',
  'Honest',
  'Secret',
  'Endless',
]
const places = [
  'Lisbon',
  'the Valley',
  'Elm Street',
  'Marrakesh',
  'the North',
  'Old Harbour',
  'Kyoto',
  'the Desert',
  'Saint Malo',
  'the Suburbs',
  'Trieste',
  'Blackwater',
  'the Stars',
  'Montevideo',
  'Silver Creek',
  'the Third Floor',
  'Vienna',
  'the Lowlands',
  'Tromsø',
  'Cape Hope',
]
const people = [
  'Amelia',
  'Mr. Okafor',
  'Doctor Lindqvist',
  'Rosa',
  'Captain Moreau',
  'Ines',
  'Professor Tanaka',
  'Miss Abernathy',
  'Viktor',
  'Leila',
  'Old Tom',
  'Sister Agnes',
  'Nadia',
  'Mrs. Pemberton',
  'Kofi',
  'Juniper',
]

/**
 * Invents a film title that was not used before.
 *
 * @param genre place of the film's main genre in `filmGenres`
 * @param used titles so far; the new one is added
 * @example inventTitle(7, new Set(), randomStream(1)) // 'The Crooked Ransom'
 */
export function inventTitle(genre: number, used: Set<string>, stream: RandomStream): string {
  let title = compose(genre, stream)
  for (let attempt = 0; used.has(title) && attempt < 20; attempt++) title = compose(genre, stream)
  let sequel = title
  for (let part = 2; used.has(sequel); part++) sequel = `${title} ${part}`
  used.add(sequel)
  return sequel
}

function compose(genre: number, stream: RandomStream): string {
  const any = (words: readonly string[]): string => words[stream.int(words.length)]!
  const noun = any(filmGenres[genre]!.nouns)
  switch (stream.int(6)) {
    case 0:
      return `The ${any(adjectives)} ${noun}`
    case 1:
      return `${any(adjectives)} ${noun}`
    case 2:
      return `The ${noun} of ${any(places)}`
    case 3:
      return `${possessive(any(people))} ${noun}`
    case 4:
      return `${any(people)} and the ${any(adjectives)} ${noun}`
    default:
      return `A ${noun} in ${any(places)}`.replace(/^A (?=[AEIOU])/, 'An ')
  }
}

function possessive(name: string): string {
  return name.endsWith('s') ? `${name}'` : `${name}'s`
}
