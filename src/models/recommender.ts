import type {
  Context,
  Dataset,
  Fitted,
  ItemId,
  RecommendationRequest,
  Recommender,
  SlateEntry,
  UserView,
} from '../domain/index.ts'
import { itemIndex, TastemakerError } from '../domain/index.ts'
import { nearest } from '../nearest.ts'
import { reasonOf } from './_reason.ts'
import { kernels } from './kernels/index.ts'

/** How a fitted model is served. */
export interface ServingOptions {
  /** `seen`: never what the person's history has; `nothing`: only what the request excludes. */
  readonly exclude: 'seen' | 'nothing'
  /** Adds one sentence of checkable facts to every entry; costs an explanation each. */
  readonly reasons?: boolean
}

/** Facts in one reason. */
const FACTS = 3

/**
 * Makes a recommender of a fitted model: ids in, ids out, best first, ties in catalogue order.
 *
 * People are asked for by id, or by what they did: items that the catalogue does not have are passed over, and on a scale
 * what somebody did counts as liked, three quarters of the way up. The last person is remembered, with their scores where the
 * model has to write them down, so that a feed served page by page scores once.
 *
 * @param data the vocabularies and catalogue the model was fitted on; with the scale of its ratings, if any
 * @returns a recommender whose `recommend` throws `metric/k` for a bad k and `config/unknown-name` for an unknown person
 * @example recommenderOf(fitted, data, { exclude: 'seen' }).recommend({ user: userId('196'), k: 10 })
 */
export function recommenderOf(
  fitted: Fitted,
  data: Pick<Dataset, 'users' | 'items' | 'catalogue' | 'scale'>,
  options: ServingOptions,
): Recommender {
  const { topK } = kernels({ threads: 1 })
  const lastAsked = rememberLast(fitted, data)
  const barred = new Uint8Array(data.items.size)
  return {
    name: fitted.name,
    async recommend(request) {
      if (!Number.isInteger(request.k) || request.k < 1) {
        throw new TastemakerError('metric/k', `k must be a whole number from 1, got ${request.k}.`, 'Try k = 10.')
      }
      const { view, scores } = lastAsked(request)
      barItems(barred, request, options.exclude === 'seen' ? view.history.items : [], data.items)
      const best = scores ? topK(scores, request.k, barred) : fitted.best!(view, request.k, barred)
      const entries = Array.from(best.indices, (item, rank): SlateEntry => {
        const facts = options.reasons ? fitted.explain(view, itemIndex(item), FACTS) : []
        const reason = reasonOf(facts, data.catalogue, data.scale)
        return { item: data.items.ids[item]!, score: best.scores[rank]!, ...(reason ? { reason } : {}) }
      })
      return { entries, recommender: fitted.name }
    },
  }
}

/** A person, with their scores unless the model finds its best without them. */
interface Asked {
  readonly view: UserView
  readonly scores: Float32Array | undefined
}

/** Looks people up and scores for them, remembering the last one asked for. */
function rememberLast(
  fitted: Fitted,
  { users, items, scale }: Pick<Dataset, 'users' | 'items' | 'scale'>,
): (request: RecommendationRequest) => Asked {
  let last: (Asked & { readonly key: string; readonly context: Context | undefined }) | undefined
  // One buffer for everybody: garbage of typed arrays piles up long before it is collected.
  const buffer = fitted.best ? undefined : new Float32Array(fitted.items)
  const liked = scale ? scale.max - (scale.max - scale.min) / 4 : 1
  const viewOf = (user: RecommendationRequest['user']): UserView => {
    if (typeof user !== 'string') {
      const known = user.history.map((id) => items.index(id)).filter((item) => item !== undefined)
      return fitted.foldIn({ items: Int32Array.from(known), values: new Float32Array(known.length).fill(liked) })
    }
    const index = users.index(user)
    if (index !== undefined) return fitted.user(index)
    const near = nearest(user, users.ids)
    const hint = `${near.length > 0 ? `Near it: ${near.join(', ')}. ` : ''}A new person is served by { history: [...] }.`
    throw new TastemakerError('config/unknown-name', `There is no user "${user}" in the training data.`, hint)
  }
  return ({ user, context }) => {
    const key = JSON.stringify(typeof user === 'string' ? user : user.history)
    if (last?.key === key && last.context === context) return last
    const view = viewOf(user)
    last = { key, context, view, scores: buffer && fitted.score(view, context, buffer) }
    return last
  }
}

/** Fills 1 for each item that may not be shown, else 0. */
function barItems(
  barred: Uint8Array,
  { candidates, exclude }: RecommendationRequest,
  seen: ArrayLike<number>,
  items: Dataset['items'],
): Uint8Array {
  barred.fill(candidates ? 1 : 0)
  const set = (ids: Iterable<ItemId>, bar: 0 | 1) => {
    for (const id of ids) {
      const item = items.index(id)
      if (item !== undefined) barred[item] = bar
    }
  }
  set(candidates ?? [], 0)
  set(exclude ?? [], 1)
  for (let place = 0; place < seen.length; place++) barred[seen[place]!] = 1
  return barred
}
