import { recommendingAgent, recommendingSystems } from '../src/systems/index.ts'
import { describeRecommendingAgent } from '../src/testing/index.ts'

// Ten thousand answers over all systems and minds, of which none may name what does not exist.
const ANSWERS = 10_000
const MINDS = 3
const names = Object.keys(recommendingSystems)

for (const name of names) {
  describeRecommendingAgent(name, (mind) => recommendingAgent(name, mind), {
    answers: Math.ceil(ANSWERS / (MINDS * names.length)),
  })
}
