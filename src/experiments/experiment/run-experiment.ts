/*
 * An experiment from its file to its folder: prepare, split, search each recommender's options on validation events, fit the
 * best on everything but the test, rank the test once. Trials and finished recommenders are kept as they come, so that the
 * same call goes on where a killed one stopped.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../clock.ts'
import { prepare, splitByName } from '../../data/index.ts'
import type { Dataset } from '../../domain/index.ts'
import {
  type EvaluatedRecommender,
  isEvaluation,
  readEvaluation,
  type StoredEvaluation,
  storedData,
  thisEnvironment,
  writeEvaluation,
} from '../../evaluation/index.ts'
import { modelByName } from '../../models/index.ts'
import { type RandomStream, randomStream } from '../../random.ts'
import { VERSION } from '../../version.ts'
import { requireEnoughEvents } from '../_power.ts'
import { sentence } from '../_sentence.ts'
import type { OnProgress } from '../progress.ts'
import { openTrials, type TrialLog, tune } from '../tuning/index.ts'
import { type Experiment, type PlannedRecommender, plannedRecommenders } from './experiment-file.ts'
import { finalResult } from './final-result.ts'
import { keepExperiment } from './keep-experiment.ts'
import { type TuningParts, tuningParts } from './tuning-parts.ts'

/** What an experiment needs beside its file. */
export interface ExperimentRun {
  /** The data that the file names, as a reader gave it. */
  readonly data: Dataset
  /** Folder for trials and results; one of the same experiment goes on. */
  readonly out: string
  readonly clock: Clock
  readonly onProgress?: OnProgress
}

/**
 * Runs an experiment, or goes on with one.
 *
 * @returns what the folder then holds; `storedTable` makes its table
 * @throws {TastemakerError} `experiment/different` when the folder holds another experiment, `data/under-powered` for too few
 * events, and what its parts throw; a setting that cannot be fitted is a failed trial and stops nothing
 * @example await runExperiment(await readExperiment('examples/ml-100k.json'), { data, out: 'runs/tuned', clock: systemClock })
 */
export async function runExperiment(experiment: Experiment, run: ExperimentRun): Promise<StoredEvaluation> {
  const { out, clock, onProgress } = run
  const data = experiment.prepare ? prepare(run.data, experiment.prepare) : run.data
  requireEnoughEvents(data)
  const random = randomStream(experiment.seeds[0]!, 'evaluate')
  const split = splitByName(experiment.split, data, random.split('split'))
  const parts = tuningParts(split, experiment.split, experiment.tune.on, random)
  await mkdir(out, { recursive: true })
  await keepExperiment(out, experiment, data)
  const log = await openTrials(join(out, 'trials.jsonl'))
  const before = await finishedBefore(out)

  const done: EvaluatedRecommender[] = []
  const notes: string[] = split.notes.map(sentence)
  const stored = (): StoredEvaluation => ({
    recommenders: done,
    seed: experiment.seeds[0]!,
    createdAt: new Date(clock.now()).toISOString(),
    environment: thisEnvironment(experiment.threads),
    data: storedData(data),
    plan: { primary: experiment.tune.metric },
    request: { ...experiment },
    notes,
  })
  const planned = plannedRecommenders(experiment)
  for (const [place, one] of planned.entries()) {
    const chosen = await choose(one, { experiment, parts, random, log, run })
    notes.push(...chosen.notes)
    if (done.some(({ recommender }) => recommender === chosen.name)) {
      notes.push(`${one.model}: came out as ${chosen.name}, which is there already; shown once.`)
      continue
    }
    onProgress?.({ stage: `measure ${chosen.name}`, done: place, total: planned.length, unit: 'recommenders' })
    const known = before.find(({ recommender }) => recommender === chosen.name)
    const made = known
      ? { evaluated: known, notes: [] }
      : await finalResult(chosen.name, parts.final, { ...experiment, clock })
    const marks = one.search && Object.keys(one.search).length > 0 && experiment.tune.on === 'test'
    done.push({ ...made.evaluated, ...(marks ? { marks: ['optimistic'] } : {}) })
    notes.push(...made.notes)
    await writeEvaluation(out, stored())
  }
  return stored()
}

/** What a killed run of this version measured; another version may rank otherwise. */
async function finishedBefore(folder: string): Promise<readonly EvaluatedRecommender[]> {
  if (!(await isEvaluation(folder))) return []
  const { environment, recommenders } = await readEvaluation(folder)
  return environment.tastemaker === VERSION ? recommenders : []
}

interface Choosing {
  readonly experiment: Experiment
  readonly parts: TuningParts
  readonly random: RandomStream
  readonly log: TrialLog
  readonly run: ExperimentRun
}

/** The name with the options to report, and what the search has to say about them. */
async function choose(
  { model, search, trials }: PlannedRecommender,
  { experiment, parts, random, log, run }: Choosing,
): Promise<{ readonly name: string; readonly notes: readonly string[] }> {
  if (Object.keys(search).length === 0) return { name: modelByName(model).name, notes: [] }
  const { metric, method, on } = experiment.tune
  const found = await tune({
    recommender: model,
    space: search,
    ...parts.search,
    metric,
    trials,
    method,
    random: random.split('tune'),
    seed: experiment.seeds[0]!,
    threads: experiment.threads,
    clock: run.clock,
    log,
    ...(run.onProgress ? { onProgress: run.onProgress } : {}),
  })
  const failed = found.trials.filter(({ failure }) => failure !== null)
  const tried = new Set(found.trials.map((trial) => trial.tried)).size
  const name = modelByName(found.best).name
  const against = found.defaults === null ? '' : `, ${found.defaults.toFixed(4)} with its defaults`
  return {
    name,
    notes: [
      `${name}: the best of ${tried} settings on ${on} events (${metric} ${found.value.toFixed(4)}${against}).`,
      ...(failed.length > 0 ? [`${model}: ${failed.length} trials failed, the first: ${failed[0]!.failure}`] : []),
    ],
  }
}
