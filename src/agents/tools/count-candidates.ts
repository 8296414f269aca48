import { z } from 'zod'
import type { Tool } from '../../domain/index.ts'
import { counted, whole } from '../../words.ts'
import type { CandidateBus } from './candidate-bus.ts'
import { defineTool } from './define-tool.ts'

const input = z.object({})
const output = z.object({
  candidates: z.number().int(),
  steps: z.array(z.object({ tool: z.string(), after: z.number().int() })),
})

/** What `count` takes. */
export type CountInput = z.infer<typeof input>
/** What `count` gives back. */
export type CountOutput = z.infer<typeof output>

/** The tool `count`: how many candidates there are, and what led there. @example await useTool(countCandidates(bus), {}) */
export function countCandidates(bus: CandidateBus): Tool<CountInput, CountOutput> {
  return defineTool({
    name: 'count',
    description: 'How many candidates there are now, and after each step so far. Changes nothing.',
    input,
    output,
    run() {
      const steps = bus.steps.filter(({ tool }) => tool !== 'count').map(({ tool, after }) => ({ tool, after }))
      bus.record('count', {})
      return { candidates: bus.items.length, steps }
    },
    show({ candidates, steps }) {
      const track = steps.map(({ tool, after }) => `${tool} ${whole(after)}`)
      return `${counted(candidates, 'candidate')}${track.length > 0 ? ` after ${track.join(', ')}` : ''}.`
    },
  })
}
