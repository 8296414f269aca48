import { type AgentMind, agentMind } from '../../agents/index.ts'
import type { Dataset } from '../../domain/index.ts'
import { type RandomStream, randomStream } from '../../random.ts'
import {
  type RahAssistant,
  type RahAssistantParts,
  type RahOptions,
  rahAssistant,
  rahOptions,
} from '../../systems/rah/index.ts'
import { type ActRow, actRow, type Drawing } from './_act-rows.ts'
import { type PersonEvent, type StudyPeople, type StudyPerson, studyPeople } from './people.ts'

/** On what and with whom a study is made. */
export interface SettingParts {
  readonly data: Dataset
  /** People with an assistant; 60 unless given. */
  readonly n?: number
  readonly seed?: number
  /** Rules unless given. */
  readonly mind?: AgentMind
  readonly options?: RahOptions
  /** Other agents than those of the mind, for tests. */
  readonly agents?: RahAssistantParts['agents']
  /** Held-out events of a person that are judged: all by rules, 10 with a model, unless given. */
  readonly heldOut?: number
  /** Draws of people for intervals; 2,000 unless given. */
  readonly resamples?: number
}

/** What the parts of a study share. */
export interface Setting extends StudyPeople {
  readonly data: Dataset
  readonly mind: AgentMind
  readonly options: RahOptions
  readonly random: RandomStream
  readonly drawing: Drawing
  heldOut(person: StudyPerson): readonly PersonEvent[]
  /** The latest events of the training part, from which assistants and controls learn alike. */
  lessonsOf(person: StudyPerson): readonly PersonEvent[]
  /** An assistant that knows nobody yet and always sends proxies, unless told otherwise. */
  assistant(more?: Partial<RahAssistantParts>): RahAssistant
  /** How well an assistant foresees what people like. @param whose whose personality judges; the person's own unless given */
  measured(
    of: { readonly name: string; readonly lessons: number },
    assistant: RahAssistant,
    whose?: (person: StudyPerson) => StudyPerson,
  ): Promise<ActRow>
}

/** Sets a study up. @throws what `studyPeople` throws */
export function settingOf(parts: SettingParts): Setting {
  const { data, n = 60, seed = 1, mind = agentMind('choice'), options = rahOptions.parse({}), resamples = 2000 } = parts
  const random = randomStream(seed, 'rah')
  const drawing = { random: random.split('intervals'), resamples }
  const made = studyPeople(data, n, random)
  const most = parts.heldOut ?? (mind.does('taste') ? 10 : Number.POSITIVE_INFINITY)
  const heldOut = ({ test }: StudyPerson): readonly PersonEvent[] => test.slice(0, most)
  return {
    ...made,
    data,
    mind,
    options,
    random,
    drawing,
    heldOut,
    lessonsOf: ({ train }) => train.slice(Math.max(0, train.length - options.lessons)),
    assistant: (more = {}) =>
      rahAssistant({
        mind,
        options: { ...options, proxies: 'always' },
        data,
        random: random.split('assistant'),
        ...(parts.agents ? { agents: parts.agents } : {}),
        ...more,
      }),
    measured: (of, assistant, whose = (person) => person) =>
      actRow(
        {
          ...of,
          judge: async (person, item) =>
            (await assistant.judge(whose(person).user, data.items.ids[item]!))?.probability ?? null,
        },
        made.people,
        heldOut,
        drawing,
      ),
  }
}

/** Tells an assistant of events, in their order. */
export async function teach(assistant: RahAssistant, events: readonly PersonEvent[]) {
  const learned = []
  for (const { user, item, liked, at, origin } of events) {
    learned.push(await assistant.onFeedback(user, item, { liked, at, origin }))
  }
  return learned
}
