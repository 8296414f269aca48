declare const brand: unique symbol
type Branded<Base, Name extends string> = Base & { readonly [brand]: Name }

/** A person's id, exactly as the data gave it (leading zeros and unicode kept). */
export type UserId = Branded<string, 'UserId'>
/** An item's id, exactly as the data gave it. */
export type ItemId = Branded<string, 'ItemId'>
/** A person's dense number inside one data set, 0-based; never shown outside. */
export type UserIndex = Branded<number, 'UserIndex'>
/** An item's dense number inside one data set, 0-based; never shown outside. */
export type ItemIndex = Branded<number, 'ItemIndex'>

/** Marks a text as a person's id. @example userId('196') */
export const userId = (text: string): UserId => text as UserId
/** Marks a text as an item's id. @example itemId('tt0114709') */
export const itemId = (text: string): ItemId => text as ItemId
/** Marks a number as a person's dense index. @example userIndex(0) */
export const userIndex = (dense: number): UserIndex => dense as UserIndex
/** Marks a number as an item's dense index. @example itemIndex(0) */
export const itemIndex = (dense: number): ItemIndex => dense as ItemIndex
