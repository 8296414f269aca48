import { z } from 'zod'
import type { UserId } from '../domain/index.ts'
import { checkedDocument, checkedDocumentIfAny, mindCard, readDocumentIfAny, readManifest } from '../runs/index.ts'
import type { AdvertPoolName } from '../worlds/index.ts'
import type { CollectedChoice } from './collected-choice.ts'
import type { SimulateRequest } from './simulate-request.ts'

/**
 * What a run was asked for, from its folder: everything but the data, the model itself and a mind of one's own.
 *
 * @returns the request; `out` is the folder
 * @throws TastemakerError what `readManifest` throws, format/value for a document that was edited
 * @example await simulate({ ...(await requestOf('runs/first')), data, model, resume: true })
 */
export async function requestOf(folder: string): Promise<Omit<SimulateRequest, 'data' | 'model'>> {
  const manifest = await readManifest(folder)
  const { mind, adverts, ...asked } = manifest.request
  const { users } = await checkedDocument(folder, 'panel.json', panelDocument)
  const card = await checkedDocumentIfAny(folder, 'mind-card.json', mindCard)
  const collected = await readDocumentIfAny(folder, 'collected.json')
  return {
    ...asked,
    ...(adverts ? { adverts: { ...adverts, pool: adverts.pool as AdvertPoolName } } : {}),
    ...(mind === 'own' ? {} : { mind }),
    out: folder,
    seed: manifest.seed,
    dataFlags: manifest.data.flags,
    panel: users as UserId[],
    card,
    ...(collected ? { collected: new Map(Object.entries(collected as Record<string, CollectedChoice[]>)) } : {}),
  }
}

const panelDocument = z.looseObject({ users: z.array(z.string()) })
