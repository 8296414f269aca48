import { describePersona, personas } from '../agents/index.ts'
import type { Item } from '../domain/index.ts'
import { rankingTable } from '../evaluation/index.ts'
import { scalePoints } from '../minds/index.ts'
import type { RunWriter } from '../runs/index.ts'
import { readEvents } from '../runs/index.ts'
import type { Prepared } from './_prepare.ts'
import type { ViewerMinds } from './_viewer-minds.ts'
import { alignViewers } from './alignment.ts'
import { rankAll } from './evaluate.ts'
import type { SimulateRequest } from './simulate-request.ts'

/**
 * Writes what a run is judged by: the same recommenders on the held-out part, the stars real people gave, the taste
 * alignment of viewers and controls, and the titles of what was shown.
 */
export async function writeEvidence(
  request: SimulateRequest,
  prepared: Prepared,
  { run, minds }: { readonly run: RunWriter; readonly minds: ViewerMinds },
): Promise<void> {
  const { parts, test, random } = prepared
  const evaluated = rankAll(prepared.recommenders, {
    train: parts.train,
    test,
    split: prepared.split,
    ks: [10],
    ...(request.onProgress ? { onProgress: request.onProgress } : {}),
  })
  await run.document('offline.json', {
    table: rankingTable(evaluated, { random: random.split('offline') }),
    people: evaluated[0]?.result.people ?? [],
    perPerson: Object.fromEntries(
      evaluated.map(({ recommender, result }) => [
        recommender,
        Object.fromEntries(Object.entries(result.perPerson).map(([label, values]) => [label, Array.from(values)])),
      ]),
    ),
    stars: realStars(prepared),
  })
  await run.document('alignment.json', await alignViewers(request, prepared, minds))
  const shown = await shownItems(run.folder, request)
  await run.document('items.json', Object.fromEntries(shown.map(({ id, title }) => [id, title])))
  await run.document('categories.json', Object.fromEntries(shown.map(({ id, categories }) => [id, categories])))
  await run.document('personas.json', personasInWords(prepared))
}

/** Who the viewers are, in words; every clause is a field of the persona. */
function personasInWords({ parts, options, panel }: Prepared): Record<string, string> {
  const people = personas(parts.train, options.tasteCount, options.tasteItems)
  return Object.fromEntries(
    panel.map((user) => people.persona(user)).map((persona) => [persona.user, describePersona(persona)]),
  )
}

/** Histogram of the ratings that the panel really gave in the held-out part. */
function realStars({ test, panel }: Prepared): { points: number[]; counts: number[] } {
  const { log, scale } = test
  const points = scalePoints(scale!)
  const counts = points.map(() => 0)
  for (const user of panel) {
    for (let row = log.offsets[user]!; row < log.offsets[user + 1]!; row++) counts[points.indexOf(log.value[row]!)]!++
  }
  return { points, counts }
}

/** The catalogue's cards of all that was shown. */
async function shownItems(folder: string, { data }: SimulateRequest): Promise<Item[]> {
  const shown = new Set<string>()
  for await (const event of readEvents(folder)) {
    if (event.type === 'slate-shown') for (const { item } of event.slate) shown.add(item)
  }
  return data.catalogue.filter(({ id }) => shown.has(id))
}
