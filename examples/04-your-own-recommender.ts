/** Put a recommender of your own in front of a simulated viewer of your own: the contracts, without a framework. */
import type { Recommender, SimulatedUser } from '../src/domain/index.ts'
import { itemId, userId } from '../src/domain/index.ts'
import { visit } from '../src/worlds/index.ts'

const shelf = ['a', 'b', 'c', 'd', 'e', 'f'].map(itemId)

const newestFirst: Recommender = {
  name: 'newest-first',
  recommend: async ({ k, exclude }) => ({
    recommender: 'newest-first',
    entries: shelf
      .filter((item) => !exclude?.has(item))
      .slice(0, k)
      .map((item, place) => ({ item, score: -place })),
  }),
}

const impatient: SimulatedUser = {
  id: userId('somebody'),
  react: async ({ number }) => [{ type: 'page-decided', decision: number < 2 ? 'next' : 'exit', probability: 1 }],
  interview: async (reason) => [{ type: 'user-interviewed', satisfaction: 5, text: `I ${reason}.` }],
}

const item = (id: (typeof shelf)[number]) => ({ id, title: id, categories: [], attributes: {} })
const feed = { pageSize: 2, maxPages: 5, startAt: 0, as: 'viewer', item }
for await (const event of visit(impatient, newestFirst, feed)) {
  process.stdout.write(
    `${event.type}${event.type === 'slate-shown' ? `: ${event.slate.map((entry) => entry.item).join(', ')}` : ''}\n`,
  )
}
