import { personas } from '../agents/index.ts'
import type { Clock } from '../clock.ts'
import { RUN_VERSION, type RunManifest } from '../runs/index.ts'
import { controlNames } from '../systems/index.ts'
import { VERSION } from '../version.ts'
import type { Prepared } from './_prepare.ts'
import type { ViewerMinds } from './_viewer-minds.ts'
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
  minds: ViewerMinds,
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
    request: requestRecord(request, minds),
    recommenders: recommenders.map(({ name, fitted, fitSeconds }) => ({
      name,
      family: fitted.family,
      ...(fitted.kin ? { kin: [...fitted.kin] } : {}),
      fitSeconds,
    })),
    world: { name: 'feed', ...feedRules(request) },
    viewers: {
      system: 'agent4rec',
      mind: minds.name,
      model: minds.model,
      granted: [...minds.granted],
      qualified: minds.qualified,
      beside: minds.beside ? { as: 'language', count: minds.besideUsers.length } : null,
      utility: {
        interest: taste.interest.fitted.name,
        stars: taste.stars.name,
        families,
        fittedOn: 'train + private',
      },
      options: prepared.options,
      count: prepared.panel.length,
      controls: [...(minds.own ? ['utility'] : []), ...controlNames],
      controlCount: prepared.controlPanel.length,
    },
    warnings: [...personas(prepared.parts.train, 1).warnings],
    seconds: null,
    steps: null,
  }
}

/** What was asked for, without what is only of this process. */
function requestRecord(request: SimulateRequest, minds: ViewerMinds): RunManifest['request'] {
  const { viewers, controlViewers, workers, pageSize, maxPages, mask, options, languageViewers, languageRecommenders } =
    request
  const { modelFlags, callsPerMinute, price, adverts } = request
  const optional = {
    viewers,
    controlViewers,
    workers,
    pageSize,
    maxPages,
    mask,
    options,
    languageViewers,
    languageRecommenders: languageRecommenders && [...languageRecommenders],
    modelFlags,
    callsPerMinute,
    price,
    adverts,
  }
  const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined))
  return { ...given, recommenders: [...request.recommenders], mind: minds.name }
}
