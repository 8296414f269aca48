import { fixed, percent } from '../../../words.ts'
import { alignmentAt, rivalWords } from '../_alignment.ts'
import { ALPHA, type Rule, refuse } from '../_rule.ts'

/**
 * Are the viewers better than anything fitted on the past can be?
 *
 * What somebody chose later is held out, and nobody knows it by heart. Published viewers reach .79 among rivals drawn from
 * all items (Bougie and Watanabe 2025, SimUSER, on MovieLens-1M); fitted ones reach .81 there and .63 among equally popular rivals
 * on MovieLens 100K, and stay within .03 of EASE on every data set we have looked at. Four times that distance, or nearly
 * every answer right, is more likely a test label that has leaked into the viewers than a discovery.
 */
const CEILING = { uniform: 0.95, 'equally-popular': 0.9 } as const
const MARGIN = 0.1

/** Refuses viewers that seem to know the held-out events. */
export const tooGood: Rule = ({ alignment }) => {
  for (const rivals of ['equally-popular', 'uniform'] as const) {
    const rows = alignmentAt(alignment, rivals, 1)
    const { mean = null, low = null } = rows?.get('viewer')?.accuracy ?? {}
    if (mean === null) continue
    const leak = `Among ${rivalWords[rivals]} the viewers are right in ${percent(mean)} of their answers`
    const until = 'as if they knew the held-out events. Until it is shown that nothing leaks, nothing they say counts.'
    if (low !== null && low > CEILING[rivals]) return refuse(`${leak}, ${until}`)
    const ease = rows?.get('ease')
    const gain = ease?.viewerGain
    if (ease && gain?.difference != null && gain.difference > MARGIN && gain.p !== null && gain.p < ALPHA) {
      return refuse(`${leak}, ${fixed(100 * gain.difference, 1)} points above EASE, ${until}`)
    }
  }
  return null
}
