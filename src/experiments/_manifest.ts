import { personas } from '../agents/index.ts'
import type { Clock } from '../clock.ts'
import { RUN_VERSION, type RunManifest } from '../runs/index.ts'
import { controlNames } from '../systems/index.ts'
import { VERSION } from '../version.ts'
import type { Prepared } from './_prepare.ts'
import type { SimulateRequest } from './simulate-request.ts'

/** Rules of the feed with the published defaults. */
export function feedRules(request: SimulateRequest): {
  pageSize: number
  maxPages: number
  mask: 'train' | 'train+test'
} {
  return { pageSize: request.pageSize ?? 4, maxPages: request.maxPages ?? 5, mask: request.mask ?? 'train' }
}

/** The manifest of a run that is about to start. */
export function manifestOf(
  request: SimulateRequest,
  prepared: Prepared,
  made: { readonly workers: number; readonly clock: Clock },
): RunManifest {
  const { data } = request
  const { taste, recommenders } = prepared
  const families = [...new Set([taste.interest.fitted.family, taste.stars.family])]
  return {
    version: RUN_VERSION,
    kind: 'simulation',
    tastemaker: VERSION,
    node: process.versions.node,
    createdAt: new Date(made.clock.now()).toISOString(),
    status: 'running',
    seed: prepared.seed,
    workers: made.workers,
    data: {
      name: data.name,
      flags: { ...(request.dataFlags ?? { data: data.name }) },
      hash: data.hash,
      licence: data.licence,
      people: data.users.size,
      items: data.items.size,
      events: data.log.length,
      notes: [...data.notes],
    },
    split: prepared.split,
    recommenders: recommenders.map(({ name, fitted, fitSeconds }) => ({ name, family: fitted.family, fitSeconds })),
    world: { name: 'feed', ...feedRules(request) },
    viewers: {
      system: 'agent4rec',
      mind: 'choice',
      qualified: true,
      utility: {
        interest: taste.interest.fitted.name,
        stars: taste.stars.name,
        families,
        fittedOn: 'train + private',
      },
      options: prepared.options,
      count: prepared.panel.length,
      controls: [...controlNames],
      controlCount: prepared.controlPanel.length,
    },
    warnings: [
      ...personas(prepared.parts.train, 1).warnings,
      ...recommenders
        .filter(({ fitted }) => families.includes(fitted.family))
        .map(
          ({ name, fitted }) =>
            `Same family: ${name} and the viewers both learn by ${fitted.family}; it is judged by its kin.`,
        ),
    ],
    seconds: null,
    steps: null,
  }
}
