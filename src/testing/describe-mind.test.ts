import type { Job } from '../domain/index.ts'
import { choiceMind } from '../minds/choice/choice-mind.ts'
import { hybridMind } from '../minds/hybrid/hybrid-mind.ts'
import { languageMind } from '../minds/language/language-mind.ts'
import { describeMind } from './describe-mind.ts'
import { scriptedMind } from './scripted-mind.ts'
import { scriptedModel } from './scripted-model.ts'

const byUtility = () =>
  choiceMind({
    utility: { of: (_, options) => options.map((option) => option.length / 10) },
    words: () => 'I liked it.',
    values: () => ({ genre: 'drama' }),
  })

const byScript = () =>
  scriptedMind({
    film: (_: unknown, titles: readonly string[]) => titles[0],
    watch: () => 'no',
    stars: () => 4,
    review: () => 'I liked it.',
    taste: () => ({ genre: 'drama' }),
  })

/** Reads the list it is shown, and likes the letter A beside. */
const model = () =>
  scriptedModel(({ user, wanted }) => {
    if (wanted.type === 'text') return '"I liked it."'
    if (wanted.type === 'json') return '{"genre": "drama"}'
    const weights = wanted.labels.map((label) => {
      const option = user.split('\n').find((line) => line.startsWith(`${label}: `)) ?? label
      return option.length + (label === 'A' ? 40 : 0)
    })
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    return weights.map((weight) => weight / total)
  })

const byModel = (rotations?: number) =>
  languageMind({ model: model(), agent: 'viewer/1', ...(rotations ? { rotations } : {}) })

describeMind('choiceMind()', byUtility)
describeMind('scriptedMind()', byScript)
describeMind('languageMind()', () => byModel())
describeMind('languageMind() in one rotation', () => byModel(1))
describeMind('hybridMind()', () =>
  hybridMind({ utility: byUtility(), language: byModel(), granted: new Set<Job>(['taste']) }),
)
