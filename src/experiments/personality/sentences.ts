import type { PersonalityReport, ValidityTable } from './personality.ts'

/**
 * What a personality report means, in sentences; what was not shown is said as plainly as what was.
 *
 * @example personalitySentences(report).at(-1)
 */
export function personalitySentences(report: PersonalityReport): readonly string[] {
  return [
    acceptance(report),
    ...missed(report),
    ...controls(report),
    behaviour(report.validity),
    power(report),
    ...alive(report),
    ...drift(report),
    ...report.detections.flatMap(({ warning }) => (warning === null ? [] : [`Warning: ${warning}`])),
    ...unmeasured(report),
    calibration(report),
    ...language(report),
    BUILT,
  ]
}

const BUILT =
  'The structured people were built to have traits, with sizes that were chosen: what is met here says that inventories, measures and controls work, not that real people are like this.'

function acceptance({ measures }: PersonalityReport): string {
  const judged = measures.filter(({ verdict }) => verdict !== null)
  const met = judged.filter(({ verdict }) => verdict === 'meets').length
  return `${met} of ${judged.length} figures meet their targets; the targets are ours, from what is usual for inventories.`
}

function missed({ measures }: PersonalityReport): string[] {
  return measures.flatMap(({ measure, trait, value, target, verdict }) => {
    if (verdict === 'not measured') return [`Not measured: ${measure} of ${trait}, because ${value.reason}.`]
    if (verdict !== 'misses') return []
    return [`Misses: ${measure} of ${trait} is ${value.mean!.toFixed(3)}, wanted ${target}.`]
  })
}

/** A profile that is not theirs, or none, must not be found in what people say. */
function controls({ measures }: PersonalityReport): string[] {
  const kept = measures.filter(({ measure }) => measure === 'fidelity r')
  const found = kept.flatMap(({ trait, controls: own }) =>
    Object.entries(own)
      .filter(([, { low, high }]) => low !== null && high !== null && (low > 0 || high < 0))
      .map(([name]) => `${trait} (${name})`),
  )
  if (found.length === 0) {
    return ["Fidelity vanishes with a stranger's profile and without one, as it must: every interval includes 0."]
  }
  return [
    `Fidelity should vanish in the controls and does not for ${found.join(', ')}: something other than the profile shows.`,
  ]
}

function behaviour({ persona, shuffled, 'no-persona': none }: ValidityTable): string {
  const names = (rows: ValidityTable['persona']): string[] =>
    rows.filter(({ shown }) => shown).map(({ trait }) => trait)
  const own = names(persona)
  const seen = own.length === 0 ? 'No trait shows' : `${own.length} of ${persona.length} traits show`
  const leaks = [...shuffled, ...none]
    .filter(({ r: { low, high } }) => low !== null && high !== null && (low > 0 || high < 0))
    .map(({ trait }) => trait)
  const rest =
    leaks.length === 0
      ? 'in neither control does any.'
      : `in the controls ${leaks.join(', ')} ${leaks.length === 1 ? 'does' : 'do'} too, so that this part is in doubt.`
  return `${seen} in behaviour, with the right sign and an interval above 0; ${rest}`
}

/** The correlation that a two-sided test at 5% finds with a power of 80%, by Fisher's z. */
function power({ people }: PersonalityReport): string {
  const least = people > 3 ? Math.tanh(2.8 / Math.sqrt(people - 3)) : 1
  return `With ${people} people a true correlation of ${least.toFixed(2)} is found four times out of five; smaller ones often go unseen.`
}

function alive({ tailoring, feedMoved }: PersonalityReport): string[] {
  const lines = tailoring.flatMap(({ agent, moved, fidelity }) => {
    if (moved.low === null || fidelity.mean === null) return []
    const moves = moved.low > 0 ? `moves by ${moved.mean!.toFixed(2)} points of neuroticism` : 'does not move for sure'
    return [`${capital(agent)}: fidelity ${fidelity.mean.toFixed(2)}, and between bad and good sessions it ${moves}.`]
  })
  if (feedMoved.mean === null) return lines
  return [
    ...lines,
    `In the feed, ${(100 * feedMoved.mean).toFixed(1)}% of what people did came out otherwise because of the session.`,
  ]
}

function drift({ drift: rows, repairs }: PersonalityReport): string[] {
  const drifting = rows.filter(({ slope }) => slope.low !== null && slope.low > 0)
  const told = drifting.map(({ agent, argued, reinjectEvery, slope }) => {
    const how = [
      argued ? 'argued with' : 'left alone',
      ...(reinjectEvery ? [`reading its profile every ${reinjectEvery} turns`] : []),
    ]
    return `${capital(agent)}, ${how.join(', ')}, drifts by ${slope.mean!.toFixed(4)} a turn.`
  })
  const helped = repairs.filter(({ difference }) => difference.low !== null && difference.low > 0)
  return [
    ...told,
    ...helped.map(({ agent, reinjectEvery, difference }) => {
      return `Reading the profile every ${reinjectEvery} turns takes back ${difference.mean!.toFixed(2)} of it (${agent}).`
    }),
  ]
}

function unmeasured({ detections }: PersonalityReport): string[] {
  const silent = detections.filter(({ value }) => value === null).map(({ failure }) => failure)
  const warned = detections.some(({ warning }) => warning !== null)
  if (silent.length > 0) return [`Not looked for, because there was nothing to measure: ${silent.join(', ')}.`]
  return warned ? [] : ['No sign of positivity, homogenisation, exaggeration, refusals or duplicates in the feed.']
}

function calibration({ calibration: { before, after, judgedOn } }: PersonalityReport): string {
  if (before === null || after === null) return 'Ratings could not be calibrated: one side has none.'
  return `Mapping ratings onto those of other people takes the largest difference of distributions from ${before.toFixed(3)} to ${after.toFixed(3)}, on ${judgedOn} people it was not fitted on.`
}

function language({ language: model }: PersonalityReport): string[] {
  if (!model) return []
  const refused = model.refusals.filter(({ missing }) => missing > 0)
  const words = refused.map(({ trait, missing, asked }) => `${trait} ${missing} of ${asked}`).join(', ')
  return [
    `${model.name} played ${model.people} people: shown, never judged; so few say little about the model.`,
    words === '' ? 'It answered every statement.' : `Statements it did not answer: ${words}.`,
  ]
}

const capital = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}`
