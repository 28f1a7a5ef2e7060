import { addon } from '../native/loader'

/** What random numbers are for; each purpose has its own streams. The numbers are part of "same seed, same bits". */
const PURPOSES = {
  initialWeights: 1,
  trainingNoise: 2,
  measuringNoise: 3,
  batchOrder: 4,
  dataSplit: 5,
  dropout: 6,
  measuredDigits: 7,
  // 16: the projections of sliced mutual information, in native/core/neighbours/sliced_ksg.cpp.
  projections: 17,
  addedNoise: 18,
  auditTasks: 19,
  pilotRows: 20,
  spiralPoints: 21,
  studySamples: 22,
  resampling: 21,
  // 24: the starting centers of k-means, in native/core/clustering/k_means.cpp.
  // 25: the arrays that speed is measured on, in lib/bench/problem.ts.
} as const

/** Names one stream of random numbers: the same key gives the same bits on every machine. */
export interface RandomKey {
  /** An integer in [0, 2^53). */
  seed: number
  purpose: keyof typeof PURPOSES
  /** A layer, or 0. */
  stream?: number
  /** A training step, an epoch, or 0. */
  step?: number
}

function nativeKey({ seed, purpose, stream = 0, step = 0 }: RandomKey) {
  return { seed, purpose: PURPOSES[purpose], stream, step }
}

/** Fills `out` with independent draws of N(0, 1). Philox 4×32-10 counters, inverse normal distribution. */
export function fillNormals<A extends Float32Array | Float64Array>(out: A, key: RandomKey): A {
  addon().fillNormals(out, nativeKey(key))
  return out
}

/** Fills `out` with independent draws: 1 with probability `share`, else 0. */
export function fillBernoulli(out: Float32Array, share: number, key: RandomKey): Float32Array {
  const words = new Uint32Array(out.length)
  addon().fillBits(words, nativeKey(key))
  for (let k = 0; k < out.length; k++) out[k] = words[k]! < share * 2 ** 32 ? 1 : 0
  return out
}

/** `count` independent draws from 0 … n − 1, each equally likely up to n/2³². */
export function drawnIndices(count: number, n: number, key: RandomKey): Uint32Array {
  const words = new Uint32Array(count)
  addon().fillBits(words, nativeKey(key))
  return words.map((word) => Math.floor((word / 2 ** 32) * n))
}

/** Fills `out` with independent draws, uniform on [0, 1): multiples of 2⁻⁵³. */
export function fillUniforms(out: Float64Array, key: RandomKey): Float64Array {
  const words = new Uint32Array(2 * out.length)
  addon().fillBits(words, nativeKey(key))
  for (let k = 0; k < out.length; k++) {
    out[k] = (words[2 * k]! * 2 ** 21 + (words[2 * k + 1]! >>> 11)) * 2 ** -53
  }
  return out
}

/** A uniformly random order of 0 … n − 1 (Fisher–Yates). */
export function shuffledIndices(n: number, key: RandomKey): Uint32Array {
  const uniforms = fillUniforms(new Float64Array(n), key)
  const order = Uint32Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(uniforms[i]! * (i + 1))
    const swapped = order[i]!
    order[i] = order[j]!
    order[j] = swapped
  }
  return order
}
