import type { ModelCall } from '../src/domain/index.ts'

/** 2 kB that all calls share. */
const SYSTEM = 'You are a viewer who likes quiet films of the nineties. '.repeat(37).slice(0, 2000)

/** One call of a viewer, another for each seed. */
export const callOf = (seed: number): ModelCall => ({
  system: SYSTEM,
  user: `Film ${seed}. ${'A drama of 1994 with four stars. '.repeat(12)}`,
  wanted: { type: 'choice', labels: ['yes', 'no'] },
  temperature: 1,
  seed,
  by: { agent: `viewer/${seed % 1000}`, step: 'watch' },
})
