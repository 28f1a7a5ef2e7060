import { fillNormals, fillUniforms, type RandomKey } from '../random/random'
import type { DataSet } from './dataSet'

const CLASSES = 3
/** Of the way round that an arm goes from the middle to its end. */
const TURNS = 0.75
/** Standard deviation of the angle about its arm, radians. */
const JITTER = 0.1

export interface SpiralOptions {
  n: number
  /** An integer in [0, 2^53). */
  seed: number
  /** Another gives other points: an integer in [0, 2^32). The first n points are the same for every n. Default 0. */
  stream?: number
}

/**
 * Independent points of three interleaved spirals in the plane, a class for each: a point of class k at radius r, uniform
 * on [0, 1), has the angle 2π(k/3 + .75 r) and .1 rad of normal jitter; classes are equally likely.
 */
export function spiralData({ n, seed, stream = 0 }: SpiralOptions): DataSet {
  const key = (step: number): RandomKey => ({ seed, purpose: 'spiralPoints', stream, step })
  const classes = fillUniforms(new Float64Array(n), key(0))
  const radii = fillUniforms(new Float64Array(n), key(1))
  const jitter = fillNormals(new Float64Array(n), key(2))
  const inputs = new Float32Array(2 * n)
  const labels = new Int32Array(n)
  for (let i = 0; i < n; i++) {
    const radius = radii[i]!
    labels[i] = Math.floor(CLASSES * classes[i]!)
    const angle = 2 * Math.PI * (labels[i]! / CLASSES + TURNS * radius) + JITTER * jitter[i]!
    inputs[2 * i] = radius * Math.cos(angle)
    inputs[2 * i + 1] = radius * Math.sin(angle)
  }
  return { name: 'three spirals', inputs: { data: inputs, shape: [n, 2] }, labels, classes: CLASSES }
}
