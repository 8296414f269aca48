import type { ArchiveSource } from './sources/archive.ts'
import type { UrlSource } from './sources/url.ts'
import type { WheelSource } from './sources/wheel.ts'

/** One road to an asset. Files belong to the road: two roads may deliver the same content in different forms. */
export type Source = ArchiveSource | WheelSource | UrlSource

/** Data or weights that can be pulled by name. */
export interface Asset {
  /** Lower-case letters, digits, dots and dashes; also the name of its folder. */
  readonly name: string
  readonly kind: 'ratings' | 'weights' | 'embeddings'
  /** What one may do with it, in one sentence. */
  readonly licence: string
  /** What it is, in one sentence. */
  readonly note: string
  /** Tried in order until one answers. */
  readonly sources: readonly Source[]
}
