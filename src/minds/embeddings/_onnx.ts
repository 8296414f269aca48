import { TastemakerError } from '../../domain/index.ts'

/** The optional package that runs networks. */
export type Onnx = typeof import('onnxruntime-node')

/**
 * Loads the package that runs networks; nothing else here needs it.
 *
 * @param load this module's own `import` unless given
 * @throws {TastemakerError} `llm/package` where it is not installed
 */
export async function importOnnx(load: () => Promise<Onnx> = () => import('onnxruntime-node')): Promise<Onnx> {
  try {
    return await load()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== 'ERR_MODULE_NOT_FOUND' || !message.includes("'onnxruntime-node'")) throw error
    throw new TastemakerError(
      'llm/package',
      'The embedder minilm-int8 needs the package onnxruntime-node, which is not installed.',
      'npm install onnxruntime-node@1.30.0',
      { cause: error },
    )
  }
}
