import { type Act, conditionWish, type Message } from '../../agents/index.ts'
import { type Mind, MindFailure } from '../../domain/index.ts'
import { type Slots, slotsForm, slotsQuestion } from '../../minds/index.ts'
import type { RandomStream } from '../../random.ts'
import type { Turn } from './turn.ts'

/**
 * A message with its wishes as a model fills them into a form, for a model that earned the job `slots`; commands, "never" and what
 * was pointed at stay as the grammar read them.
 *
 * @returns the message, and why the model's form was not used where it failed
 */
export async function heardByModel(
  message: Message,
  text: string,
  words: Pick<Turn, 'facets' | 'grounder'>,
  { mind, random }: { readonly mind: Mind; readonly random: RandomStream },
): Promise<{ readonly message: Message; readonly note: string }> {
  try {
    const form = await mind.extract(slotsQuestion(text, random), slotsForm)
    const kept = message.acts.filter((act) => act.type !== 'wish' || act.wish.strength === 'never')
    return {
      message: { ...message, acts: [...kept, ...wishesOf(form, words)], unread: [] },
      note: JSON.stringify(form),
    }
  } catch (error) {
    if (!(error instanceof MindFailure)) throw error
    return { message, note: `${error.kind}: the form of the model was not used` }
  }
}

/** A form in the words of the catalogue: groups that it does not have are left out. */
function wishesOf(form: Slots, { facets, grounder }: Pick<Turn, 'facets' | 'grounder'>): readonly Act[] {
  const groups = (genres: Slots['genres']): readonly string[] =>
    genres.flatMap((genre) =>
      facets.mentions(genre).flatMap(({ field, value }) => (field === 'category' ? [value] : [])),
    )
  const acts: Act[] = [
    ...groups(form.genres).map((value): Act => wish({ field: 'category', op: 'in', values: [value] }, 'want')),
    ...groups(form.notGenres).map((value): Act => wish({ field: 'category', op: 'not_in', values: [value] }, 'not')),
  ]
  const { relation, from, to, like } = form
  if (relation === 'before' && to !== null) acts.push(wish({ field: 'year', op: '<', value: to }, 'want'))
  if (relation === 'after' && from !== null) acts.push(wish({ field: 'year', op: '>=', value: from }, 'want'))
  if (relation === 'between' && from !== null && to !== null && from <= to)
    acts.push(wish({ field: 'year', op: 'between', from, to }, 'want'))
  const item = like === null ? null : grounder.find(like)
  if (item === null) return acts
  const title = JSON.stringify(facets.columns.items[item]!.title)
  return [
    ...acts,
    {
      type: 'wish',
      mode: 'replace',
      wish: { aim: { type: 'like', items: [item] }, strength: 'want', words: `like ${title}` },
    },
  ]
}

const wish = (constraint: Parameters<typeof conditionWish>[0], strength: 'want' | 'not'): Act => ({
  type: 'wish',
  mode: 'add',
  wish: conditionWish(constraint, strength),
})
