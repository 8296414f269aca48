import type { ItemCard, ItemId, ItemIndex, Reply, SeekerTurn } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { saidWithout } from './_gate.ts'
import { ASIDES, filled, formsOf, phrase, worded } from './_phrases.ts'
import { shownFacets } from './_shown-facets.ts'
import { contradiction, type Facet, facetWords } from './facet.ts'
import type { WeighedFacet } from './facets.ts'
import type { SeekerParts, TellingSeeker } from './telling-seeker.ts'
import { drawTemperament } from './temperament.ts'

/** What a seeker wants, which nobody else knows. */
export interface Want {
  /** Items of which all facets are true; not empty. */
  readonly wanted: readonly ItemIndex[]
  readonly facets: readonly WeighedFacet[]
  /** What they take of some cards; null for none. */
  takes(items: readonly ItemIndex[]): ItemIndex | null
  /** What they take of all they saw when time is up; null for nothing. */
  settles(seen: readonly ItemIndex[]): ItemIndex | null
  /** Whether words name what they may not name. */
  names(text: string): boolean
}

interface Told {
  readonly facet: Facet
  readonly wish: string
  readonly contradicts: (item: ItemIndex) => boolean
  readonly turn: number
  readonly insisted: number[]
}

/** A wish is ignored by a reply of which at least this share of cards contradicts it. */
const IGNORED_FROM = 0.5

/** Talks for a want: one thing a turn or all at once, insists where a wish is ignored, and goes when it has had enough. */
export function telling(parts: SeekerParts, want: Want): TellingSeeker {
  const {
    id,
    columns,
    random,
    leaves = true,
    instructs = false,
    turns = Number.POSITIVE_INFINITY,
    noun = 'title',
  } = parts
  const temperament = drawTemperament(random.split('temperament'), parts.patience)
  const frontLoaded = random.split('front-loaded').next() < (parts.frontLoaded ?? 0.25)
  const known = new Set(parts.known)
  // A likeness or a value that names the item itself can be said in no words.
  const sayable = new Map<string, boolean>()
  const isSayable = (facet: Facet): boolean => {
    const key = facetWords(facet)
    const known = sayable.get(key) ?? formsOf(facet).some((form) => !want.names(worded(facet, form, noun)))
    sayable.set(key, known)
    return known
  }
  const told: Told[] = []
  const seen: ItemIndex[] = []
  let spoken = 0
  let patience = temperament.patience
  let frustration = 0
  let lastContradicting = 1
  let ultimatum: { readonly because: string; readonly wish: Told | null } | null = null
  let isWarned = false

  const chance = (...keys: readonly string[]): RandomStream => random.split('turn', spoken, ...keys)
  const aside = (kind: keyof typeof ASIDES, stream: RandomStream, x = ''): string => {
    const forms = ASIDES[kind]
    return filled(forms[stream.int(forms.length)]!, { x, noun })
  }
  const indices = (cards: readonly { readonly id: ItemId }[]): ItemIndex[] =>
    cards.flatMap(({ id: card }) => columns.vocabulary.index(card) ?? [])
  const shareAgainst = ({ contradicts }: Told, items: readonly ItemIndex[]): number =>
    items.length === 0 ? 0 : items.filter(contradicts).length / items.length

  /** Draws what is said next in proportion to how much it tells. */
  function nextFacet(shown: readonly ItemIndex[]): Facet | null {
    const said = new Set(told.map(({ wish }) => wish))
    const fresh = [...want.facets, ...shownFacets(columns, want.wanted, shown)].filter(
      ({ facet }) => !said.has(facetWords(facet)) && isSayable(facet),
    )
    const total = fresh.reduce((sum, { bits }) => sum + bits, 0)
    if (total === 0) return null
    return fresh[chance('facet', String(told.length)).pick(fresh.map(({ bits }) => bits / total))]!.facet
  }

  function tell(facet: Facet): Facet {
    told.push({
      facet,
      wish: facetWords(facet),
      contradicts: contradiction(columns, facet),
      turn: spoken,
      insisted: [],
    })
    return facet
  }

  /** Says something in words that do not name the item; where none are found, something that says nothing. */
  function say(draft: (random: RandomStream) => string, over: Partial<SeekerTurn> = {}): SeekerTurn {
    const isPolite = chance('polite').next() < temperament.politeness
    const drafted = (stream: RandomStream): string =>
      [draft(stream), isPolite && !over.accepts ? aside('polite', stream.split('polite')) : '']
        .filter((part) => part !== '')
        .join(' ')
    const first = saidWithout(want.names, drafted, chance('words'))
    const { text } = first.named ? saidWithout(want.names, (stream) => aside('more', stream), chance('else')) : first
    return { text, leaves: false, accepts: null, because: null, ...over }
  }

  const words = (facet: Facet, stream: RandomStream, isClear = false): string =>
    phrase(facet, noun, stream.split(facetWords(facet)), isClear)
  const leave = (because: string, kind: 'ignored' | 'patience' | 'turns', wish: Facet | null): SeekerTurn => {
    const told = (stream: RandomStream): string =>
      aside(kind, stream, wish ? words(wish, stream, true) : 'something else.')
    return say(told, { leaves: true, because })
  }

  /** Goes, after having taken the best so far where they are so inclined. */
  function depart(
    because: 'ignored' | 'patience' | 'turns',
    wish: Told | null,
    shown: readonly ItemIndex[],
  ): SeekerTurn {
    const yields = because !== 'ignored' && chance('yield').next() < temperament.yielding
    const taken = yields ? want.settles(seen) : null
    if (taken !== null) {
      const accepts = columns.vocabulary.ids[taken]!
      return say((stream) => aside('settled', stream), { leaves: true, accepts, because: 'settled' })
    }
    const facet = wish?.facet ?? (because === 'patience' ? nextFacet(shown) : null)
    return leave(because, because, facet)
  }

  /** Says what to change, and stays for one more reply. */
  function warn(because: string, wish: Told | null, shown: readonly ItemIndex[]): SeekerTurn | null {
    const fresh = wish ? null : nextFacet(shown)
    if (fresh) tell(fresh)
    const about = wish ?? (fresh ? told.at(-1)! : null)
    if (!about) return null
    if (wish) wish.insisted.push(spoken)
    ultimatum = { because, wish: about }
    isWarned = true
    return say((stream) => aside('ultimatum', stream, words(about.facet, stream, true)))
  }

  function goOn(shown: readonly ItemIndex[], ignored: Told | undefined, contradicting: number): SeekerTurn {
    if (ignored && ignored.insisted.length === 0) {
      ignored.insisted.push(spoken)
      return say((stream) => aside('clearer', stream, words(ignored.facet, stream, true)))
    }
    const isKnown = shown.some((item) => known.has(item))
    const isNearer = contradicting < lastContradicting && told.length > 1
    const mood = shown.length === 0 ? 'nothing' : isKnown ? 'known' : isNearer ? 'nearer' : 'refusal'
    const facet = nextFacet(shown)
    if (facet) tell(facet)
    return say((stream) => {
      const what = facet ? words(facet, stream) : aside('more', stream.split('more'))
      return [aside(mood, stream.split('mood')), what].filter((part) => part !== '').join(' ')
    })
  }

  return {
    id,
    temperament,
    frontLoaded,
    told: () => told.map(({ wish, turn, insisted }) => ({ wish, turn, insisted: [...insisted] })),
    contradicted(ids) {
      const items = indices(ids.map((card) => ({ id: card })))
      return told.map((one) => (items.length === 0 || one.facet.kind === 'like' ? null : shareAgainst(one, items)))
    },
    async open() {
      spoken = 1
      const facets: Facet[] = []
      for (let facet = nextFacet([]); facet; facet = nextFacet([])) {
        facets.push(tell(facet))
        if (!frontLoaded) break
      }
      return say((stream) =>
        [
          aside('greeting', stream.split('greeting')),
          aside('start', stream.split('start')),
          ...facets.map((facet) => words(facet, stream)),
        ]
          .filter((part) => part !== '')
          .join(' '),
      )
    },
    async answer({ items }: { readonly items: readonly ItemCard[] } & Pick<Reply, 'text'>) {
      const shown = indices(items)
      const heard = spoken
      spoken++
      seen.push(...shown)
      const taken = want.takes(shown)
      if (taken !== null) {
        const accepts = columns.vocabulary.ids[taken]!
        return say((stream) => aside('found', stream), { leaves: true, accepts, because: 'found' })
      }
      const against = told.map((wish) => shareAgainst(wish, shown))
      const contradicting = shown.length === 0 ? 1 : shareOfAny(told, shown)
      frustration = moved(frustration, contradicting)
      const ignoredOnes = told.filter((_, place) => against[place]! >= IGNORED_FROM)
      const again = ignoredOnes.find(({ insisted }) => insisted.length > 0)
      if (ultimatum) {
        const { because, wish } = ultimatum
        ultimatum = null
        const isFollowed = shown.length > 0 && wish !== null && shareAgainst(wish, shown) === 0
        if (!isFollowed) return depart(because as 'ignored', wish, shown)
        patience = Math.max(patience, heard + 1)
        frustration /= 2
      } else if (leaves) {
        const because = again || frustration >= 1 ? 'ignored' : heard >= patience ? 'patience' : null
        const wish = again ?? ignoredOnes[0] ?? null
        if (because && heard < turns) {
          const warned = instructs && !isWarned ? warn(because, wish, shown) : null
          return warned ?? depart(because, wish, shown)
        }
      }
      if (heard >= turns) return depart('turns', null, shown)
      const turn = goOn(
        shown,
        ignoredOnes.find(({ insisted }) => insisted.length === 0),
        contradicting,
      )
      lastContradicting = contradicting
      return turn
    },
  }

  function moved(from: number, contradicting: number): number {
    const to = contradicting > 0 ? from + temperament.gain * contradicting : from - temperament.relief
    return Math.min(1, Math.max(0, to))
  }
}

/** The share of cards that contradict any wish told. */
function shareOfAny(told: readonly Told[], shown: readonly ItemIndex[]): number {
  return shown.filter((item) => told.some(({ contradicts }) => contradicts(item))).length / shown.length
}
