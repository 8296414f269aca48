/** Examine two minds of your own: one knows the people, one likes what everybody likes. Only one earns a job. */
import { loadDataset } from '../src/data/index.ts'
import type { Mind } from '../src/domain/index.ts'
import { qualify } from '../src/experiments/index.ts'

const data = await loadDataset('generated:users=720,items=300', { home: '' })
const { log, users, items } = data
const ratings = new Map(
  Array.from(log.user, (user, row) => [`${users.ids[user]} ${items.ids[log.item[row]!]}`, log.value[row]!]),
)
const mean = (item: string): number => {
  const given = Array.from(log.item.keys()).filter((row) => items.ids[log.item[row]!] === item)
  return given.reduce((sum, row) => sum + log.value[row]!, 0) / Math.max(given.length, 1)
}
const means = new Map(items.ids.map((id) => [id as string, mean(id)]))

/** A mind that answers "would this person like it?" by a rule; a language mind reads the prompt instead. */
function mindBy(likes: (user: string | null, item: string) => number): Mind {
  const refuse = (): never => {
    throw new Error('not asked here')
  }
  return {
    name: 'scripted',
    choose: async ({ facts }, options) => {
      const { user, item } = facts as { user: string | null; item: string }
      const yes = likes(user, item)
      return { picked: options[yes > 0.5 ? 0 : 1]!, probabilities: [yes, 1 - yes] }
    },
    rate: refuse,
    write: refuse,
    extract: refuse,
  }
}

const minds = {
  'knows everybody': mindBy((user, item) => (user === null ? 0.5 : Number((ratings.get(`${user} ${item}`) ?? 0) > 3))),
  'likes what all like': mindBy((_, item) => means.get(item)! / 5),
}
for (const [name, mind] of Object.entries(minds)) {
  const card = await qualify({ mind, model: { name, fingerprint: name }, data, gates: ['history', 'taste'] })
  for (const { job, n, verdict, reason } of card.jobs) {
    process.stdout.write(`${name}: ${job} (n = ${n}) ${verdict}. ${reason}\n`)
  }
}
