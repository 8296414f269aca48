/** Why an item is recommended, as the recommender knows it. */
export interface Reason {
  /** What the reason rests on: an item or a group this person liked, that many people like it, or its likeness to an item. */
  readonly kind: 'liked-title' | 'liked-genre' | 'popular' | 'similar-to'
  /** The title or the group; for `popular` what is known about it, such as `rated by 583 people`, or nothing. */
  readonly value: string
}

/** A fact that ties an item to a name. */
export interface Relation {
  readonly kind: 'directed-by' | 'written-by' | 'starring' | 'sequel-to' | 'based-on' | 'won'
  readonly name: string
}

/** All that words about one item may state: what is not here is invented. */
export interface ItemFacts {
  readonly title: string
  /** What kind of thing it is, such as `film` or `book`; `title` unless given. */
  readonly noun?: string
  readonly year: number | null
  readonly genres: readonly string[]
  readonly because: readonly Reason[]
  readonly relations?: readonly Relation[]
}
