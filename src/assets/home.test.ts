import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { assetHome } from './home.ts'

describe('assetHome()', () => {
  it('assetHome() prefers TASTEMAKER_HOME, made absolute', () => {
    expect(assetHome({ TASTEMAKER_HOME: 'here', XDG_CACHE_HOME: '/cache', HOME: '/home/ann' })).toBe(resolve('here'))
  })

  it('assetHome() takes the XDG cache folder when it is absolute', () => {
    expect(assetHome({ XDG_CACHE_HOME: '/cache', HOME: '/home/ann' })).toBe(join('/cache', 'tastemaker'))
    expect(assetHome({ XDG_CACHE_HOME: 'cache', HOME: '/home/ann' })).toBe(join('/home/ann', '.cache', 'tastemaker'))
  })

  it('assetHome() takes LOCALAPPDATA on Windows', () => {
    expect(assetHome({ LOCALAPPDATA: '/ann/Local' })).toBe(join('/ann/Local', 'tastemaker'))
  })

  it('assetHome() falls back to .cache and counts empty variables as unset', () => {
    expect(assetHome({ TASTEMAKER_HOME: '', HOME: '/home/ann' })).toBe(join('/home/ann', '.cache', 'tastemaker'))
    expect(assetHome({})).toBe(join(homedir(), '.cache', 'tastemaker'))
  })
})
