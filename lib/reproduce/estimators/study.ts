import type { Tfjs } from '../../network/tfjs'
import { CODE, CODE_EXACT, CORNERS, DIMENSIONS, SPIRAL } from '../claims/estimators'
import type { Workshop } from '../item'
import { cornerEntropy, drawCorners } from './corners'
import { type CurvePoint, type CurveSettings, entropyCurve } from './curve'
import { type CodePoint, codeCurve } from './reedMuller'
import { type SpiralCurve, type SpiralNetwork, spiralCurve, trainSpiral } from './spiral'

/** The corner mixture in d dimensions through noise by σ: what it is, and what was estimated; nats. */
export interface CornerCell {
  d: number
  sigma: number
  exact: number
  points: CurvePoint[]
}

export interface CodeCell {
  sigma: number
  exact: number
  points: CodePoint[]
}

/** All that the claims about estimators are decided by. */
export interface EstimatorStudy {
  /** Dimension after dimension, in each σ after σ. */
  corners: CornerCell[]
  /** By rising dimension, one σ. */
  dimensions: CornerCell[]
  code: CodeCell[]
  spiral: SpiralNetwork & SpiralCurve
}

/** Computes every curve, each kept alone. */
export async function estimatorStudy(
  workshop: Workshop,
  backend: { tf: Tfjs; name: string },
): Promise<EstimatorStudy> {
  const { mode } = workshop
  const corners: CornerCell[] = []
  for (const { d, tolerance } of CORNERS.dimensions) {
    for (const sigma of CORNERS.sigmas) {
      const sampling = { ...CORNERS.sampling[mode], tolerance }
      corners.push(await cornerCell(workshop, 'corners', { d, sigma }, sampling))
    }
  }
  const dimensions: CornerCell[] = []
  for (const d of DIMENSIONS.dimensions) {
    const { sigma, multiples, tolerance } = DIMENSIONS
    const counts = multiples.map((multiple) => multiple * 2 ** d)
    const most = { 'plug-in': counts.at(-1)! }
    const sampling = { counts, most, replications: DIMENSIONS.replications[mode], tolerance }
    dimensions.push(await cornerCell(workshop, 'dimensions', { d, sigma }, sampling))
  }
  return { corners, dimensions, code: await codeCells(workshop), spiral: await spiral(workshop, backend) }
}

async function cornerCell(
  { seeds, signal, computed }: Workshop,
  name: string,
  { d, sigma }: { d: number; sigma: Parameters<typeof cornerEntropy>[1] },
  sampling: Omit<CurveSettings, 'sigma' | 'seed'>,
): Promise<CornerCell> {
  const settings = { ...sampling, sigma, seed: seeds[0]! }
  const most = sampling.counts.at(-1)!
  const points = await computed(`${name}-d${d}-sigma${sigma}`, { d, ...settings }, (onShare) =>
    entropyCurve(settings, async (replication) => drawCorners(most, d, { ...settings, replication }), {
      signal,
      onShare,
    }),
  )
  return { d, sigma, exact: cornerEntropy(d, sigma), points }
}

async function codeCells({ mode, seeds, signal, computed }: Workshop): Promise<CodeCell[]> {
  const cells: CodeCell[] = []
  for (const { sigma, exact } of CODE_EXACT) {
    const settings = { ...CODE[mode], sigma, seed: seeds[0]! }
    const points = await computed(`code-sigma${sigma}`, settings, (onShare) =>
      codeCurve(settings, { signal, onShare }),
    )
    cells.push({ sigma, exact, points })
  }
  return cells
}

async function spiral(
  { mode, seeds, signal, computed }: Workshop,
  { tf, name: backend }: { tf: Tfjs; name: string },
): Promise<EstimatorStudy['spiral']> {
  const training = { ...SPIRAL.training, seed: seeds[0]! }
  const network = await computed('spiral-network', { ...training, backend }, (onShare) =>
    trainSpiral(tf, training, { signal, onShare }),
  )
  const { sigma, seed } = training
  const settings = { ...SPIRAL.sampling[mode], sigma, seed, tolerance: SPIRAL.tolerance }
  const curve = await computed(
    'spiral-entropy',
    { training: { ...training, backend }, ...settings },
    (onShare) => spiralCurve(tf, training, network, settings, { signal, onShare }),
  )
  return { ...network, ...curve }
}
