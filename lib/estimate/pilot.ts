import type { NativeEstimate, NativeEstimateRequest } from '../native/addon'
import type { CheckedOptions } from './options'
import { runEstimate } from './request'
import { subsetOf } from './subset'

/** Part of the rows that a pilot takes: far enough from all of them to see a slope. */
const PART = 1 / 4
/** Rows of one sample need no more for that. */
const MOST_ROWS = 16_384
/** The value is not wanted, and the interval's ends are as sharp as their first points make them. */
const ANY_TOLERANCE = 1e9

/** What a part of the rows tells of the intervals. */
export interface Pilot {
  native: NativeEstimate
  /** Its rows, in the unit of {@link samplesOf}. */
  samples: number
}

/** Rows, or mean rows of a group where these are draws: what there could be more of. */
export function samplesOf({ population, n, conditions }: NativeEstimateRequest): number {
  const labels = conditions.find((given) => given !== null)
  return population === 'groups' && labels ? n / (labels.reduce((most, g) => Math.max(most, g), 0) + 1) : n
}

/** Measures the intervals on a part of the rows. Null where there are too few for a part to be measured. */
export async function measurePilot(
  request: NativeEstimateRequest,
  options: CheckedOptions,
): Promise<Pilot | null> {
  const part = request.population === 'sample' ? Math.min(PART, MOST_ROWS / request.n) : PART
  const subset = subsetOf(request, part)
  if (subset === null) return null
  const native = await runEstimate(
    { ...subset, method: 'sampled', draws: 0, tolerance: ANY_TOLERANCE },
    options,
    'measuring how the interval narrows',
  )
  return { native, samples: samplesOf(subset) }
}
