import { TastemakerError } from '../../domain/index.ts'

/** The optional package that runs weights. */
export type Library = typeof import('node-llama-cpp')

/**
 * Loads the package that runs weights; nothing else here needs it.
 *
 * @param load this module's own `import` unless given
 * @throws `llm/package` where it is not installed
 */
export async function importLibrary(load: () => Promise<Library> = () => import('node-llama-cpp')): Promise<Library> {
  try {
    return await load()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== 'ERR_MODULE_NOT_FOUND' || !message.includes("'node-llama-cpp'")) throw error
    throw missing('Weights in this process need the package node-llama-cpp, which is not installed.', error)
  }
}

/** A mistake about the package. */
export const missing = (sentence: string, cause: unknown): TastemakerError =>
  new TastemakerError('llm/package', sentence, 'npm install node-llama-cpp@3.21.1', { cause })
