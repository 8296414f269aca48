import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'

/**
 * Where pulled things are kept: `TASTEMAKER_HOME`, else `tastemaker` in the user's cache folder.
 *
 * The cache folder is `XDG_CACHE_HOME` (when absolute, as the XDG base directory specification asks), else
 * `LOCALAPPDATA`, which only Windows sets, else `~/.cache`. An empty variable counts as unset.
 *
 * @param environment the variables, such as `process.env`
 * @returns an absolute path; nothing is created
 * @example assetHome({ TASTEMAKER_HOME: '/data/taste' }) // '/data/taste'
 */
export function assetHome(environment: Readonly<Record<string, string | undefined>>): string {
  const own = environment['TASTEMAKER_HOME']
  if (own) return resolve(own)
  const cache = environment['XDG_CACHE_HOME']
  if (cache && isAbsolute(cache)) return join(cache, 'tastemaker')
  const windows = environment['LOCALAPPDATA']
  if (windows) return join(windows, 'tastemaker')
  return join(environment['HOME'] || homedir(), '.cache', 'tastemaker')
}
