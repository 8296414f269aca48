import type { CatalogueColumns } from '../../agents/index.ts'
import { type TellingSeeker, targetSeeker, utilitySeeker } from '../../agents/seeking/index.ts'
import { historyOf } from '../../data/index.ts'
import { type Dataset, type ItemIndex, type Label, type ModelFamily, reveal } from '../../domain/index.ts'
import { namesTitle, type Sought } from '../../evaluation/conversation/index.ts'
import { modelByName } from '../../models/index.ts'
import type { RandomStream } from '../../random.ts'
import type { TalkSetting } from './_talked-row.ts'
import type { SeekingCase, SeekingCases } from './seeking-cases.ts'

/** Makes the seekers of the cases, the same ones as often as asked. */
export interface SeekerMaker {
  /** The model by which they decide; null for those with a target. */
  readonly utility: string | null
  readonly family: ModelFamily | null
  make(one: SeekingCase, setting: TalkSetting): TellingSeeker
  /** What only the evaluator knows. */
  sought(one: SeekingCase): Sought
}

/** Of what seekers are made. */
interface SeekersRequest {
  readonly data: Dataset
  readonly train: Dataset
  readonly found: SeekingCases
  readonly columns: CatalogueColumns
  readonly random: RandomStream
  readonly turns: number
  readonly seekers?: 'target' | 'utility'
  readonly utility?: string
  readonly topShare?: number
  readonly frontLoaded?: number
  readonly noun?: string
}

/** Makes seekers with a target, or fits the taste of those who have one on the training part and their own later events. */
export async function seekersOf(request: SeekersRequest): Promise<SeekerMaker> {
  return request.seekers === 'utility' ? withTaste(request) : withTarget(request)
}

function partsOf(
  { columns, random, turns, frontLoaded, noun }: SeekersRequest,
  one: SeekingCase,
  setting: TalkSetting,
) {
  return {
    id: one.id,
    columns,
    liked: one.liked,
    known: one.known,
    // One stream in all settings: the seekers say the same until they behave otherwise.
    random: random.split('seeker', one.id),
    turns,
    leaves: setting !== 'patient',
    instructs: setting === 'instructs',
    ...(frontLoaded === undefined ? {} : { frontLoaded }),
    ...(noun === undefined ? {} : { noun }),
  }
}

function withTarget(request: SeekersRequest): SeekerMaker {
  const { columns, found } = request
  const targetOf = ({ id }: SeekingCase): ItemIndex => reveal(found.targets.get(id) as Label<ItemIndex>)
  return {
    utility: null,
    family: null,
    make: (one, setting) =>
      targetSeeker({ ...partsOf(request, one, setting), target: targetOf(one), names: namesTitle }),
    sought(one) {
      const item = columns.items[targetOf(one)]!
      return { isWanted: (id) => id === item.id, title: item.title, surplus: null }
    },
  }
}

/** Of all items: narrow, since models of different families agree on the very best. */
export const TOP_SHARE = 0.002

async function withTaste(request: SeekersRequest): Promise<SeekerMaker> {
  const { data, train, columns, random, topShare = TOP_SHARE } = request
  // Of events alone nearly every model learns the same; of ratings one learns what recommenders of events do not see.
  const model = modelByName(request.utility ?? (data.scale ? 'biased-mf' : 'ials'))
  const fitted = await model.fit(train, { random: random.split('taste'), threads: 1 })
  const made = new Map<string, Float32Array>()
  const scoresOf = ({ id, user }: SeekingCase): Float32Array => {
    const known = made.get(id)
    if (known) return known
    // What they did later is their own: no other model has it.
    const scores = fitted.score(fitted.foldIn(historyOf(data.log, user)))
    made.set(id, scores)
    return scores
  }
  const make = (one: SeekingCase, setting: TalkSetting) => {
    const scores = scoresOf(one)
    return utilitySeeker({ ...partsOf(request, one, setting), topShare, utility: (item) => scores[item]! })
  }
  const sought = new Map<string, Sought>()
  return {
    utility: model.name,
    family: model.family,
    make,
    sought(one) {
      const known = sought.get(one.id)
      if (known) return known
      const scores = scoresOf(one)
      const { content, threshold } = make(one, 'patient')
      const wanted = new Set(content.map((item) => columns.vocabulary.ids[item]!))
      const surplus: Sought['surplus'] = (id) => scores[columns.vocabulary.index(id)!]! - threshold
      const found: Sought = { isWanted: (id) => wanted.has(id), title: null, surplus }
      sought.set(one.id, found)
      return found
    },
  }
}
