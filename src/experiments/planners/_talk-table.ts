import type { Interval } from '../../evaluation/index.ts'
import { fixed, percent } from '../../words.ts'
import { LEAST_PEOPLE } from './_least-people.ts'
import type { ReflexionArm, ReflexionComparison } from './reflexion-comparison.ts'

type Measured = Omit<ReflexionComparison, 'table' | 'notes'>

/**
 * The table that is usually written from impressions, ReAct against Reflexion: each cell a figure with its interval, each verdict what
 * the figures show and no more.
 */
export function talkTable(
  { learning, recovery, protocol: { trials } }: Measured,
  { react, reflexion }: { readonly react: ReflexionArm; readonly reflexion: ReflexionArm },
  gaps: { readonly focus: Interval; readonly structure: Interval },
): ReflexionComparison['table'] {
  const { reflexionMinusNone: learned } = learning
  const share = (interval: Interval): string => range(interval, (value) => percent(value, 0))
  return [
    {
      row: 'focus',
      react: `${share(react.focus)} of the steps use a tool`,
      reflexion: `${share(reflexion.focus)} of the steps use a tool`,
      verdict: verdict(
        gaps.focus,
        'Reflexion uses tools in more of its steps',
        'ReAct uses tools in more of its steps',
      ),
    },
    {
      row: 'structure',
      react: `${share(react.structure)} of the steps come in the form asked for`,
      reflexion: `${share(reflexion.structure)} of the steps come in the form asked for`,
      verdict: verdict(gaps.structure, 'Reflexion keeps to the form more often', 'ReAct keeps to the form more often'),
    },
    {
      row: 'adaptability',
      react: recovery.react
        ? `after the wish changed, ${share(recovery.react.within)} say yes to its one offer`
        : NOBODY,
      reflexion:
        recovery.without && recovery.with
          ? `${range(recovery.with.trials, (value) => fixed(value, 2))} tries to the next yes with lessons, ${range(recovery.without.trials, (value) => fixed(value, 2))} without`
          : NOBODY,
      verdict: recovery.trialsSaved
        ? verdict(
            recovery.trialsSaved,
            'lessons of the last session get in the way',
            'lessons of the last session help',
          )
        : 'not shown',
    },
    {
      row: 'learning',
      react: `one try: ${share(react.within)} say yes`,
      reflexion: `${trials} tries: ${share(reflexion.within)} say yes, ${range(learned, signed)} against as many tries without reflecting`,
      verdict: verdict(learned, 'Reflexion learns from refusals', 'reflecting does harm'),
    },
    bestUse({ react, reflexion }, learned),
  ]
}

const NOBODY = 'not shown: nobody said yes in the first session'

function bestUse(
  { react, reflexion }: { readonly react: ReflexionArm; readonly reflexion: ReflexionArm },
  learned: Interval,
): ReflexionComparison['table'][number] {
  const cost = ({ calls, within }: ReflexionArm): string =>
    `${fixed(calls, 1)} calls a session${within.mean ? `, ${fixed(calls / within.mean, 1)} for each yes` : ', and nobody says yes'}`
  const isLearning = isAbove(learned)
  return {
    row: 'best use',
    react: cost(react),
    reflexion: cost(reflexion),
    verdict: isLearning
      ? 'Reflexion where somebody says why they refuse and may be asked again; ReAct where there is one try'
      : 'not shown: with this model reflecting buys nothing that more tries do not',
  }
}

/** What a difference shows. */
function verdict({ low, high, count }: Interval, above: string, below: string): string {
  if (count < LEAST_PEOPLE) return `not shown: fewer than ${LEAST_PEOPLE} people`
  if (low !== null && low > 0) return above
  return high !== null && high < 0 ? below : 'not shown: the interval of the difference holds 0'
}

const isAbove = ({ low, count }: Interval): boolean => count >= LEAST_PEOPLE && low !== null && low > 0

const signed = (value: number): string => `${value > 0 ? '+' : ''}${percent(value, 0)}`

function range({ mean, low, high }: Interval, words: (value: number) => string): string {
  if (mean === null) return '–'
  return low === null || high === null ? words(mean) : `${words(mean)} [${words(low)}, ${words(high)}]`
}

/** What may be believed of the figures and what may not, a sentence each. */
export function reflexionNotes({ model, arms, learning, recovery, protocol, chance }: Measured): string[] {
  const shown = isAbove(learning.reflexionMinusReplies)
  const poor = arms.filter(
    ({ failures, sessions }) => Object.values(failures).reduce((a, b) => a + b, 0) > 0.2 * sessions,
  )
  return [
    ...(model.scripted
      ? [`${model.name} is a scripted rule, not a language model: it shows what the sessions can tell apart.`]
      : []),
    'The person is simulated: a rule that says why it refuses. Real people say less, and change their minds.',
    `Chance gets ${percent(chance, 0)} of first offers right.`,
    'Without reflecting, the tries of the strategy none do not hear the replies either; the row that is told the replies does.',
    shown
      ? 'Reflecting adds to hearing the replies.'
      : 'That reflecting adds anything to hearing the replies is not shown.',
    ...(recovery.people < protocol.people
      ? [
          `The new wish was put to the ${recovery.people} of ${protocol.people} people who had said yes to Reflexion: the easier ones, perhaps.`,
        ]
      : []),
    ...poor.map(
      ({ name }) =>
        `More than a fifth of the tries of ${name} came to no answer: its row says more about form than about learning.`,
    ),
    'A model that answers alike at temperature 0 draws the same again in every try without lessons: none is then one try, paid several times.',
  ]
}
