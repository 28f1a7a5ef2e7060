import { fillNormals } from '../../lib/random/random'
import type { SampleMatrix } from '../../lib/samples/types'

/** n × d standard normals; streams are independent. */
export function cloud(n: number, d: number, seed: number, stream = 0): SampleMatrix {
  return {
    data: fillNormals(new Float64Array(n * d), { seed, purpose: 'measuringNoise', stream }),
    shape: [n, d],
  }
}

export function scaled({ data, shape }: SampleMatrix, by: number): SampleMatrix {
  return { data: data.map((x) => by * x), shape }
}

/** `inputs` places that never change, and m passes of each that spread around its place; row i·m + p is pass p. */
export function passesOf(inputs: number, m: number, d: number, spread: number, seed: number) {
  const places = cloud(inputs, d, 99).data
  const noise = cloud(inputs * m, d, seed, 1).data
  const given = Int32Array.from({ length: inputs * m }, (_, row) => Math.floor(row / m))
  const data = noise.map((z, i) => places[given[Math.floor(i / d)]! * d + (i % d)]! + spread * z)
  return { samples: { data, shape: [inputs * m, d] } as SampleMatrix, given, places }
}

/** The fewest of n intervals at 95 % that hold the truth with probability .99: normal approximation. */
export function fewestCovering(n: number): number {
  return Math.floor(0.95 * n - 2.33 * Math.sqrt(n * 0.95 * 0.05))
}
