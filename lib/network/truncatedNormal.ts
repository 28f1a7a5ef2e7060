import { fillNormals, type RandomKey } from '../random/random'

const LIMIT = 2

/** Fills `out` with draws of N(0, 1) given that they lie within ±2, by rejection (about 1 in 22 is rejected). */
export function fillTruncatedNormals(out: Float32Array, key: Omit<RandomKey, 'step'>): void {
  let filled = 0
  for (let step = 0; filled < out.length; step++) {
    for (const z of fillNormals(new Float32Array(out.length), { ...key, step })) {
      if (Math.abs(z) <= LIMIT && filled < out.length) out[filled++] = z
    }
  }
}
