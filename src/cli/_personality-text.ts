import type { MeasuredInterval } from '../evaluation/personality/index.ts'
import type { Interval } from '../evaluation/statistics/index.ts'
import {
  type DriftRow,
  type MeasureRow,
  type PersonalityReport,
  personalitySentences,
  type RepairRow,
  type TailoringRow,
} from '../experiments/personality/index.ts'
import { interval, number } from './_format.ts'
import { tableText } from './_table.ts'

/** The personality report for people: every measure beside its controls, then what it means. @example personalityText(report) */
export function personalityText(report: PersonalityReport): string {
  const { people, instrument, data, seed } = report
  return [
    `${people.toLocaleString('en-US')} people with drawn personalities, ${instrument}, feed on ${data}, seed ${seed}`,
    '',
    'Asked twice, with other orders, wordings and luck (intervals: 95% over people; those of controls 99.5%, since ten are looked at)',
    measuresTable(report.measures),
    '',
    'Seen in the feed: assigned trait against what people did, from events alone',
    validityTable(report),
    '',
    'Tailored, and yet alive?',
    tailoringTable(report.tailoring),
    '',
    'Drift: mean distance between assigned and measured traits, in standard units',
    driftTable(report.drift),
    '',
    'What reading the profile again does at the last turn (distance without it, minus with it)',
    repairTable(report.repairs),
    '',
    ...personalitySentences(report),
  ].join('\n')
}

const measuresTable = (rows: readonly MeasureRow[]): string =>
  tableText<MeasureRow>(rows, [
    { title: 'measure', of: ({ measure }) => measure, align: 'left' },
    { title: 'trait', of: ({ trait }) => trait, align: 'left' },
    { title: 'own profile', of: ({ value }) => cell(value) },
    { title: "a stranger's", of: ({ controls }) => cell(controls.shuffled) },
    { title: 'none', of: ({ controls }) => cell(controls['no-persona']) },
    { title: 'target', of: ({ target }) => target ?? '–', align: 'left' },
    { title: 'verdict', of: ({ verdict }) => verdict ?? 'shown only', align: 'left' },
  ])

interface ValidityLine {
  readonly trait: string
  readonly behaviour: string
  readonly own: MeasuredInterval
  readonly stranger: MeasuredInterval
  readonly none: MeasuredInterval
  readonly other: string
  readonly verdict: string
}

function validityTable({ validity }: PersonalityReport): string {
  const lines = validity.persona.map((row, place): ValidityLine => {
    const { trait, behaviour, r, otherTrait, shown } = row
    return {
      trait,
      behaviour,
      own: r,
      stranger: validity.shuffled[place]!.r,
      none: validity['no-persona'][place]!.r,
      other: otherTrait ? `${otherTrait.trait} ${number(otherTrait.r, 2)}` : '–',
      verdict: r.mean === null ? 'not measured' : shown ? 'meets' : 'misses',
    }
  })
  return tableText<ValidityLine>(lines, [
    { title: 'trait', of: ({ trait }) => trait, align: 'left' },
    { title: 'behaviour', of: ({ behaviour }) => behaviour, align: 'left' },
    { title: 'r, own profile', of: ({ own }) => cell(own, 2) },
    { title: "a stranger's", of: ({ stranger }) => cell(stranger, 2) },
    { title: 'none', of: ({ none }) => cell(none, 2) },
    { title: 'next trait', of: ({ other }) => other, align: 'left' },
    { title: 'above 0', of: ({ verdict }) => verdict, align: 'left' },
  ])
}

const tailoringTable = (rows: readonly TailoringRow[]): string =>
  tableText<TailoringRow>(rows, [
    { title: 'agent', of: ({ agent }) => agent, align: 'left' },
    { title: 'people', of: ({ people }) => String(people) },
    { title: 'fidelity r', of: ({ fidelity }) => cell(fidelity, 2) },
    { title: 'retest ICC', of: ({ retest }) => cell(retest, 2) },
    { title: 'moved by bad/good', of: ({ moved }) => cell(moved, 2) },
    { title: 'moves so again, r', of: ({ again }) => cell(again, 2) },
    { title: 'left after quiet', of: ({ left }) => cell(left, 2) },
  ])

const driftTable = (rows: readonly DriftRow[]): string =>
  tableText<DriftRow>(rows, [
    { title: 'agent', of: ({ agent }) => agent, align: 'left' },
    { title: 'argued', of: ({ argued }) => (argued ? 'yes' : 'no'), align: 'left' },
    {
      title: 'read again',
      of: ({ reinjectEvery }) => (reinjectEvery ? `every ${reinjectEvery}` : 'never'),
      align: 'left',
    },
    {
      title: 'distance at turn',
      of: ({ turns, distances }) => turns.map((turn, place) => `${turn}: ${number(distances[place], 2)}`).join('  '),
      align: 'left',
    },
    { title: 'slope per turn', of: ({ slope }) => cell(slope, 4) },
    { title: 'slope 0?', of: ({ slope }) => verdictOfSlope(slope), align: 'left' },
  ])

const repairTable = (rows: readonly RepairRow[]): string =>
  tableText<RepairRow>(rows, [
    { title: 'agent', of: ({ agent }) => agent, align: 'left' },
    { title: 'argued', of: ({ argued }) => (argued ? 'yes' : 'no'), align: 'left' },
    { title: 'difference', of: ({ difference }) => cell(difference) },
  ])

const verdictOfSlope = ({ low, high }: Interval): string =>
  low === null || high === null ? 'not measured' : low <= 0 && high >= 0 ? 'meets' : 'misses'

const cell = (value: Pick<Interval, 'mean' | 'low' | 'high'>, digits = 3): string => interval(value, digits)
