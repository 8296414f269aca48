import { amazon } from './amazon.ts'
import { events } from './events.ts'
import { exported } from './exported.ts'
import { gorse } from './gorse.ts'
import { kuairand } from './kuairand.ts'
import { lastfm } from './lastfm.ts'
import { metarank } from './metarank.ts'
import { movielens } from './movielens.ts'
import { recbole } from './recbole.ts'
import type { Source } from './source.ts'
import { steam } from './steam.ts'
import { yelp } from './yelp.ts'

/** Every form in which others publish data, in the order in which a folder is looked at. */
export const sources: readonly Source[] = [
  exported,
  events,
  movielens,
  recbole,
  amazon,
  yelp,
  steam,
  lastfm,
  kuairand,
  gorse,
  metarank,
]
