/** Recommend to somebody, with reasons. Runs on a generated population, without network. */
import { fitRecommender, itemId, loadDataset } from '../src/index.ts'

const data = await loadDataset('generated:users=300,items=200')
const recommender = await fitRecommender('ease:lambda=50', data)

const known = await recommender.recommend({ user: data.users.ids[0]!, k: 3 })
const newcomer = await recommender.recommend({ user: { history: data.items.ids.slice(0, 2) }, k: 3 })

const title = (id: string): string => data.catalogue[data.items.index(itemId(id))!]!.title
for (const [who, slate] of [
  ['a known person', known],
  ['somebody new', newcomer],
] as const) {
  process.stdout.write(`For ${who}:\n`)
  for (const { item, reason } of slate.entries) process.stdout.write(`  ${title(item)}: ${reason ?? 'no reason'}\n`)
}
if (known.entries.length !== 3 || newcomer.entries.length !== 3) throw new Error('A slate is too short.')
