import { TastemakerError } from '../../domain/index.ts'
import { failureOf } from './_failures.ts'
import type { SdkModel } from './provider-model.ts'

/** Loads a package by name, as `import` does. */
export type ImportPackage = (name: string) => Promise<Readonly<Record<string, unknown>>>

/** This module's own `import`. */
export const importPackage: ImportPackage = (name) => import(/* @vite-ignore */ name)

/** What a provider's factory is given; what is left out it finds for itself, such as a key in its own variable. */
export interface ProviderSettings {
  readonly baseURL?: string
  readonly apiKey?: string
  readonly fetch?: typeof globalThis.fetch
}

/**
 * Opens a model of an AI SDK provider package that the user has installed.
 *
 * @param provider the package's name after `@ai-sdk/`, letters, digits and dashes
 * @throws `llm/package` where it is missing or offers no language models; `llm/key` and `config/option` where it misses
 *   a setting
 */
export async function packageModel(
  provider: string,
  model: string,
  settings: ProviderSettings,
  load: ImportPackage,
): Promise<SdkModel> {
  const create = factoryOf(provider, await loadProvider(provider, load))
  const opened = open(`${provider}/${model}`, () => create(settings).languageModel(model))
  if (isSdkModel(opened)) return opened
  throw new TastemakerError(
    'llm/package',
    `The installed @ai-sdk/${provider} speaks a version of the AI SDK that is not understood here.`,
    `npm install @ai-sdk/${provider}@latest`,
  )
}

async function loadProvider(provider: string, load: ImportPackage): Promise<Readonly<Record<string, unknown>>> {
  const name = `@ai-sdk/${provider}`
  try {
    return await load(name)
  } catch (error) {
    if (!isMissing(error, name)) throw error
    throw new TastemakerError(
      'llm/package',
      `The provider "${provider}" needs the package ${name}.`,
      `npm install ${name}`,
    )
  }
}

/** Not there itself; a package that is there and misses one of its own parts is another matter. */
function isMissing(error: unknown, name: string): boolean {
  if (!(error instanceof Error)) return false
  const missing = (error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND'
  return missing && error.message.includes(`'${name}'`)
}

type Factory = (settings: ProviderSettings) => { languageModel(model: string): unknown }

/** A provider exports `createAnthropic`, `createGoogleGenerativeAI`: named like the package, or the only one. */
function factoryOf(provider: string, exports: Readonly<Record<string, unknown>>): Factory {
  const wanted = `create${provider.replaceAll('-', '')}`
  const names = Object.keys(exports)
    .filter((name) => name.startsWith('create') && typeof exports[name] === 'function')
    .sort((one, other) => one.length - other.length)
  const name =
    names.find((candidate) => candidate.toLowerCase() === wanted) ??
    names.find((candidate) => candidate.toLowerCase().startsWith(wanted)) ??
    (names.length === 1 ? names[0] : undefined)
  if (name !== undefined) return exports[name] as Factory
  throw new TastemakerError('llm/package', `The package @ai-sdk/${provider} offers no language models.`)
}

/** Some providers look for their settings here, some at the first call. */
function open(name: string, create: () => unknown): unknown {
  try {
    return create()
  } catch (error) {
    if (error instanceof Error && error.name === 'AI_LoadSettingError') {
      throw new TastemakerError('config/option', `The provider of "${name}" misses a setting.`, error.message)
    }
    throw failureOf(error, { name, server: name.split('/')[0]!, key: undefined, answered: false })
  }
}

/** Versions 3 and 4 of the interface agree in all that is used here; version 2 counts tokens otherwise. */
function isSdkModel(value: unknown): value is SdkModel {
  if (typeof value !== 'object' || value === null) return false
  const { specificationVersion, doGenerate } = value as Record<string, unknown>
  return (specificationVersion === 'v3' || specificationVersion === 'v4') && typeof doGenerate === 'function'
}
