import { fillNormals } from '../../lib/random/random'

/** n × d independent normals, row-major. */
export function normals(n: number, d: number, stream = 0): Float64Array {
  return fillNormals(new Float64Array(n * d), { seed: 11, purpose: 'dataSplit', stream })
}

/** Φ by its error function (Abramowitz and Stegun 7.1.26, error 1.5e-7): uniform numbers from normal ones. */
export function uniforms(n: number, stream = 0): Float64Array {
  return normals(n, 1, stream).map((x) => {
    const t = 1 / (1 + 0.3275911 * Math.abs(x / Math.SQRT2))
    const series =
      t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    const erf = 1 - series * Math.exp((-x * x) / 2)
    return x >= 0 ? (1 + erf) / 2 : (1 - erf) / 2
  })
}

export const matrix = (data: Float64Array, d: number) => ({ data, shape: [data.length / d, d] as const })
