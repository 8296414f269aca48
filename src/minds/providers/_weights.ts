import { join } from 'node:path'
import { assets, installed } from '../../assets/index.ts'
import { TastemakerError } from '../../domain/index.ts'
import { nearest } from '../../nearest.ts'

/**
 * Finds the weights of a pulled asset.
 *
 * @param asset such as `smollm2-135m`
 * @param home as `assetHome` gives it
 * @returns the path of its `.gguf` file
 * @throws `llm/unknown` where it is not there, or is no language model
 */
export async function weightsOf(asset: string, home: string): Promise<string> {
  const there = (await installed(home)).find(({ name }) => name === asset)
  const file = there?.files.find(({ path }) => path.endsWith('.gguf'))
  if (there !== undefined && file !== undefined) return join(there.folder, file.path)
  const known = assets.filter(({ kind }) => kind === 'weights').map(({ name }) => name)
  if (there === undefined && known.includes(asset)) {
    throw new TastemakerError(
      'llm/unknown',
      `The weights "${asset}" are not on this machine.`,
      `tastemaker pull ${asset}`,
    )
  }
  const meant = nearest(asset, known)[0] ?? 'smollm2-135m'
  throw new TastemakerError(
    'llm/unknown',
    `No language model's weights are called "${asset}".`,
    `tastemaker pull ${meant}, then use local/${meant}; or give the path of a .gguf file.`,
  )
}
