import { affine } from './_affine.ts'
import { attention } from './_attention.ts'
import type { Sequences } from './_batches.ts'
import { dropout } from './_dropout.ts'
import { embed } from './_embedding.ts'
import { layerNorm } from './_layer-norm.ts'
import type { Block, Parameters } from './_parameters.ts'
import { rectify } from './_rectify.ts'
import type { Layer, Pass, Step } from './_step.ts'
import { inTurn, residual } from './_step.ts'

/**
 * The network over some sequences: a hidden state for each item, which speaks of the item that comes next.
 *
 * @returns rows x d, and the way back, which leaves the gradients in the parameters
 */
export function hiddenStates(pass: Pass, parameters: Parameters, sequences: Sequences): Step {
  const embedded = embed(pass, parameters, sequences)
  const blocks = parameters.blocks.map((block) => transformer(pass, block, sequences))
  const deep = inTurn(dropout(pass), ...blocks, layerNorm(pass, parameters.norm))(embedded.output)
  return { output: deep.output, back: (gradient) => embedded.back(deep.back(gradient)) }
}

/** One block, each norm before the layer it serves (Xiong et al. 2020). */
function transformer(pass: Pass, block: Block, sequences: Sequences): Layer {
  const attend = attention(pass, block, sequences)
  const feedForward = inTurn(affine(pass, block.inner), rectify(pass), dropout(pass), affine(pass, block.outer))
  return inTurn(
    residual(pass, inTurn(layerNorm(pass, block.attentionNorm), attend, dropout(pass))),
    residual(pass, inTurn(layerNorm(pass, block.forwardNorm), feedForward, dropout(pass))),
  )
}
