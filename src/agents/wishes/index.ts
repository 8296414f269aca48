export { type CatalogueWords, catalogueWords } from './catalogue-words.ts'
export { type Facet, type Facets, facetsOf } from './facets.ts'
export { conditionWish, type MessageContext, readMessage } from './read-message.ts'
export {
  CLAUSES,
  GENRE_WORDS,
  likenessIn,
  REFUSALS,
  straight,
  YEAR_REFUSALS,
  yearsIn,
} from './request-words.ts'
export {
  type Act,
  conditionWords,
  type Message,
  type Wish,
  type WishAim,
  type WishedOrder,
  type WishStrength,
} from './wish.ts'
export { type KeptWish, neverAgainst, noWishes, type WishState, withAct } from './wish-store.ts'
