import { byLabel, type Labelled } from './labelled.ts'
import texts from './mood.json' with { type: 'json' }

/** What a review is: glad or sorry. */
export type Mood = 'positive' | 'negative'

/** Short reviews, 120 to test on and 60 to tune on, half of them glad. @example moodTexts[0]?.label */
export const moodTexts: readonly Labelled<Mood>[] = byLabel<Mood>('mood', texts)
