import { defineCommand } from 'citty'
import type { Joint, ProfileRoute } from '../agents/index.ts'
import { type Dataset, TastemakerError } from '../domain/index.ts'
import { dataFrom, seedFlag, wholeNumber } from './_data.ts'
import { terminal } from './_terminal.ts'

/** `tastemaker personas`: who the simulated people are; made, measured and checked. */
export const personasCommand = defineCommand({
  meta: {
    name: 'personas',
    description: 'List, show, generate or check profiles of simulated people',
  },
  args: {
    action: {
      type: 'positional',
      required: false,
      default: 'list',
      description: 'list, show, generate or check',
      valueHint: 'ACTION',
    },
    name: {
      type: 'positional',
      required: false,
      description: 'with show: one of the list; with check: a file of profiles',
    },
    n: { type: 'string', default: '200', valueHint: 'N', description: 'with generate: how many people' },
    data: {
      type: 'string',
      valueHint: 'NAME|PATH',
      description: 'with generate: data to align people with, as in tastemaker describe',
    },
    split: {
      type: 'string',
      default: '80/20',
      valueHint: 'NAME',
      description: 'people are aligned with the training part of this split only',
    },
    mix: {
      type: 'string',
      default: '.1,.2,.7',
      valueHint: 'H,G,A',
      description: 'weights of handcrafted, generated and aligned people',
    },
    out: {
      type: 'string',
      valueHint: 'FILE',
      description: 'write them here, one JSON object a line, with a manifest beside it',
    },
    'allow-duplicates': {
      type: 'boolean',
      description: 'do not refuse a population of which more than 1% repeat others',
    },
    ...seedFlag,
    json: { type: 'boolean', description: 'print one JSON document' },
  },
  run: async ({ args }) => {
    const { action, name, json } = args
    if (action === 'list' && !name) return list(json)
    if (action === 'show' && name) return show(name, json)
    if (action === 'generate' && !name) return generate(args)
    if (action === 'check' && name) return check(name, json)
    const typed = ['personas', action, name].filter((word) => word).join(' ')
    throw new TastemakerError(
      'config/option',
      `tastemaker ${typed} does not say what to do.`,
      'Write personas list, personas show ID, personas generate --n 200, or personas check FILE.',
    )
  },
})

async function list(json: boolean | undefined): Promise<void> {
  const { handcrafted } = await import('../agents/index.ts')
  const { peopleText } = await import('./_personas-text.ts')
  terminal.print(json ? JSON.stringify(handcrafted(), null, 2) : peopleText(handcrafted()))
}

async function show(id: string, json: boolean | undefined): Promise<void> {
  const { handcraftedPerson } = await import('../agents/index.ts')
  const { personText } = await import('./_personas-text.ts')
  const person = handcraftedPerson(id)
  terminal.print(json ? JSON.stringify(person, null, 2) : personText(person))
}

interface GenerateFlags {
  readonly n: string
  readonly seed: string
  readonly split: string
  readonly mix: string
  readonly data?: string | undefined
  readonly out?: string | undefined
  readonly 'allow-duplicates'?: boolean | undefined
  readonly json?: boolean | undefined
}

async function generate(flags: GenerateFlags): Promise<void> {
  const agents = await import('../agents/index.ts')
  const { randomStream } = await import('../random.ts')
  const [people, seed] = [wholeNumber('n', flags.n), wholeNumber('seed', flags.seed, 0)]
  const weights = mixFrom(flags.mix)
  const random = randomStream(seed, 'personas')
  const train = flags.data ? await trainingPart(flags.data, flags.split, seed) : null
  if (train === null && weights.aligned > 0) {
    throw new TastemakerError(
      'config/option',
      'A mix with aligned people needs data to align them with, and no --data was given.',
      'Add --data ml-100k, or leave aligned people out: --mix .3,.7,0.',
    )
  }
  const known = train && agents.dataPopulation(train)
  const joint: Joint = known ?? agents.standardPopulation()
  const shares = train ? agents.categoryCounts(train).shares : {}
  const hasTastes = Object.keys(shares).length > 0
  const { profiles, warnings } = agents.mixedProfiles(people, weights, {
    generated: agents.generatedProfiles(random.split('generated'), {
      attributes: { rules: [{ type: 'joint', joint }] },
      ...(hasTastes ? { tastes: agents.tasteModel(shares) } : {}),
    }),
    ...(train && weights.aligned > 0 ? { aligned: agents.alignedProfiles(train, random.split('aligned')) } : {}),
  })
  if (!flags['allow-duplicates']) agents.refuseDuplicates(profiles)
  const quality = agents.populationQuality(profiles, { joint, ...(hasTastes ? { tastes: shares } : {}) })
  const reference = known ? train!.name : 'the standard population of this library'
  const manifest = {
    v: 1,
    kind: 'tastemaker-population',
    people,
    seed,
    mix: weights,
    data: train ? { name: train.name, hash: train.hash, split: flags.split, licence: train.licence } : null,
    reference,
    warnings,
    quality,
  }
  if (flags.out) await write(flags.out, profiles, manifest)
  const { qualityText } = await import('./_personas-text.ts')
  terminal.print(flags.json ? JSON.stringify(manifest, null, 2) : qualityText(quality))
  terminal.note(`reference of ages, genders and occupations: ${reference}`)
  for (const warning of warnings) terminal.note(`note: ${warning}`)
  if (flags.out) terminal.note(`kept in ${flags.out}; ${flags.out}.manifest.json says how it was made`)
}

async function trainingPart(name: string, split: string, seed: number): Promise<Dataset> {
  const { splitByName } = await import('../data/index.ts')
  const { randomStream } = await import('../random.ts')
  return splitByName(split, await dataFrom({ data: name }), randomStream(seed, 'split')).train
}

function mixFrom(text: string): Record<ProfileRoute, number> {
  const parts = text.split(',').map((part) => part.trim())
  const [handcrafted, generated, aligned] = parts.map((part) => (part === '' ? Number.NaN : Number(part)))
  if (parts.length === 3 && [handcrafted, generated, aligned].every((weight) => weight! >= 0)) {
    return { handcrafted: handcrafted!, generated: generated!, aligned: aligned! }
  }
  throw new TastemakerError(
    'config/range',
    `--mix must be three numbers from 0 for handcrafted, generated and aligned, got "${text}".`,
    'Such as --mix .1,.2,.7.',
  )
}

async function write(path: string, profiles: readonly object[], manifest: object): Promise<void> {
  const { writeFile } = await import('node:fs/promises')
  try {
    await writeFile(path, profiles.map((profile) => `${JSON.stringify(profile)}\n`).join(''))
    await writeFile(`${path}.manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new TastemakerError(
      'io/not-writable',
      `${path} cannot be written: ${reason}.`,
      'Name a file in a folder that exists.',
      {
        cause: error,
      },
    )
  }
}

async function check(path: string, json: boolean | undefined): Promise<void> {
  const { readFile } = await import('node:fs/promises')
  const { readProfileLines } = await import('../agents/index.ts')
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    throw new TastemakerError(
      'io/missing',
      `${path} cannot be read: ${reason}.`,
      'Check the spelling and the folder.',
      {
        cause: error,
      },
    )
  })
  const { profiles, problems } = readProfileLines(text.split(/\r?\n/))
  const { problemsText } = await import('./_personas-text.ts')
  terminal.print(
    json
      ? JSON.stringify({ sound: profiles.length, problems }, null, 2)
      : problemsText(path, profiles.length, problems),
  )
  if (problems.length > 0) process.exitCode = 1
}
