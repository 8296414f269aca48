import { defineCommand } from 'citty'
import type { Dataset, ItemId, RecommendationRequest, UserId } from '../domain/index.ts'
import { dataFlags, dataFrom, nameList, seedFlag, wholeNumber } from './_data.ts'
import { number } from './_format.ts'
import { terminal } from './_terminal.ts'

/** `tastemaker recommend`: a slate for one person, known or described by what they did, with reasons on demand. */
export const recommend = defineCommand({
  meta: { name: 'recommend', description: 'Recommend to one person, by id or by what they did, with reasons to check' },
  args: {
    ...dataFlags,
    recommender: { type: 'string', default: 'ease', valueHint: 'NAME:option=1', description: 'who recommends' },
    user: { type: 'string', valueHint: 'ID', description: 'a person of the data; the first one unless given' },
    history: { type: 'string', valueHint: 'ID,ID', description: 'instead of a person: item ids, oldest first' },
    k: { type: 'string', default: '10', valueHint: 'K', description: 'how many' },
    explain: { type: 'boolean', description: 'give a reason for each, of facts that can be looked up' },
    ...seedFlag,
    json: { type: 'boolean', description: 'print one JSON document' },
  },
  run: async ({ args }) => {
    const { tableText } = await import('./_table.ts')
    const { modelByName } = await import('../models/index.ts')
    const { fitRecommender } = await import('../edge.ts')
    const k = wholeNumber('k', args.k)
    modelByName(args.recommender)
    const data = await dataFrom(args)
    const asked = whoAsks(data, args)
    const recommender = await fitRecommender(args.recommender, data, { seed: wholeNumber('seed', args.seed, 0) })
    const slate = await recommender.recommend({ user: asked, k })
    if (args.json) return terminal.print(JSON.stringify({ user: asked, ...slate }, null, 2))
    terminal.print(`${slate.recommender} for ${describe(asked, data)}`)
    terminal.print('')
    terminal.print(
      tableText(slate.entries, [
        { title: 'id', of: (entry) => entry.item, align: 'left' },
        { title: 'title', of: (entry) => titleOf(data, entry.item), align: 'left' },
        { title: 'score', of: (entry) => number(entry.score) },
        ...(args.explain
          ? [{ title: 'reason', of: (entry: { reason?: string }) => entry.reason ?? '', align: 'left' as const }]
          : []),
      ]),
    )
    if (slate.entries.length < k)
      terminal.note(`note: only ${slate.entries.length} items are left that this person has not seen`)
  },
})

function whoAsks(
  data: Dataset,
  flags: { user?: string | undefined; history?: string | undefined },
): RecommendationRequest['user'] {
  if (!flags.history) return (flags.user ?? data.users.ids[0]) as UserId
  const history = nameList(flags.history) as ItemId[]
  for (const id of history) {
    if (data.items.index(id) === undefined) terminal.note(`note: the catalogue has no item "${id}"; it is passed over`)
  }
  return { history }
}

function describe(asked: RecommendationRequest['user'], data: Dataset): string {
  if (typeof asked === 'string') {
    const user = data.users.index(asked)
    const events = user === undefined ? 0 : data.log.offsets[user + 1]! - data.log.offsets[user]!
    return `person ${asked} (${events} events known)`
  }
  return `somebody who did ${asked.history.map((id) => `"${titleOf(data, id)}"`).join(', ')}`
}

function titleOf(data: Dataset, id: ItemId): string {
  const index = data.items.index(id)
  return index === undefined ? id : data.catalogue[index]!.title
}
