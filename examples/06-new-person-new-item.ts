/** Somebody new with five clicks, and a film nobody has seen: what every model makes of them, or why it refuses. */
import { type Arrival, type Fitted, itemId, itemIndex, TastemakerError } from '../src/domain/index.ts'
import { modelByName, models } from '../src/models/index.ts'
import { randomStream } from '../src/random.ts'
import { toyWorld } from '../src/testing/index.ts'

const data = toyWorld()
const clicks: readonly number[] = ['horror-2', 'western-4', 'horror-7', 'western-1', 'horror-11'].map(
  (id) => data.items.index(itemId(id))!,
)
const newcomer = { items: Int32Array.from(clicks), values: new Float32Array(clicks.length).fill(4) }

const film = { id: itemId('horror-16'), title: 'Horror 16', categories: ['horror'], attributes: { year: 1989 } }
const unseen: Arrival = { item: film, touchedBy: new Int32Array(0), values: new Float32Array(0) }
const fans = data.users.ids.flatMap((_, user) =>
  /horror/.test(`${data.people[user]!.attributes?.['genres']}`) ? [user] : [],
)
const seenByThree = { ...unseen, touchedBy: Int32Array.from(fans.slice(0, 3)), values: new Float32Array(3).fill(4) }

/** What the newcomer has not clicked, best first. */
function ranked(fitted: Fitted): number[] {
  const scores = fitted.score(fitted.foldIn(newcomer))
  const open = Array.from(scores.keys()).filter((item) => !clicks.includes(item))
  return open.sort((a, b) => scores[b]! - scores[a]! || a - b)
}

/** Where the new film stands, or the reason why it cannot. */
function placeOf(arrival: Arrival, fitted: Fitted): number | string {
  try {
    return 1 + ranked(fitted.addItems([arrival])).indexOf(data.items.size)
  } catch (error) {
    if (error instanceof TastemakerError && error.code === 'model/unsupported') return error.message
    throw error
  }
}

const last = data.items.size - clicks.length + 1
const readers: string[] = []
for (const name of Object.keys(models)) {
  const fitted = await modelByName(name).fit(data, { random: randomStream(1), threads: 1 })
  const own = ranked(fitted)
    .slice(0, 5)
    .filter((item) => /horror|western/.test(data.items.ids[item]!))
  const byText = placeOf(unseen, fitted)
  const byPeople = placeOf(seenByThree, fitted)
  if (typeof byText === 'number' && byText <= last / 2) readers.push(name)
  const places =
    typeof byText === 'number'
      ? `the new film is ${byText} of ${last} by what is written, ${byPeople} once three have seen it`
      : `refuses the new film: ${byText}`
  process.stdout.write(`${name.padEnd(12)} ${own.length} of 5 in the newcomer's genres; ${places}\n`)
}

const reads = await modelByName('content-knn').fit(data, { random: randomStream(1), threads: 1 })
const withFilm = reads.addItems([unseen])
const [why] = withFilm.explain(withFilm.foldIn(newcomer), itemIndex(data.items.size), 3)
if (why?.type === 'features') process.stdout.write(`content-knn says why: in common are ${why.features.join(', ')}\n`)
for (const name of ['content-knn', 'two-tower', 'hybrid']) {
  if (!readers.includes(name)) throw new Error(`${name} reads, and places the new film no better than chance.`)
}
