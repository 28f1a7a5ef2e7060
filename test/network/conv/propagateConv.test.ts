import { disturbance } from '../../../lib/network/conv/disturbance'
import { propagateConv } from '../../../lib/network/conv/propagateConv'
import { type BackendName, loadBackend } from '../../../lib/training/backend'
import { farthest, fixture, images, n, network, ROUNDING } from './fixture'
import { referencePass } from './reference'

const WIDTHS = [6 * 6 * 2, 3, 4]

describe.each<BackendName>(['tensorflow', 'wasm', 'cpu'])('on %s', (backend) => {
  test('without noise: every layer is that of JAX', async () => {
    const { tf } = await loadBackend({ backend })
    const before = tf.memory().numTensors
    const { hidden, logits } = await propagateConv(tf, network({ dropout: 0.5 }), images)
    expect(tf.memory().numTensors).toBe(before)
    expect(hidden.map(({ centers }) => centers.shape)).toEqual(WIDTHS.map((width) => [n, width]))
    for (const [i, { centers, sent }] of hidden.entries()) {
      expect(farthest(centers.data, fixture.hidden[i]!)).toBeLessThan(ROUNDING)
      // No unit is dropped in measuring.
      expect(sent).toEqual(centers)
    }
    expect(logits.shape).toEqual([n, 3])
    expect(farthest(logits.data, fixture.logits)).toBeLessThan(ROUNDING)
  })

  test('with noise: every layer is that of plain loops', async () => {
    const { tf } = await loadBackend({ backend })
    const noisy = network({ sigma: 0.3 })
    const { hidden, logits } = await propagateConv(tf, noisy, images, { seed: 5, pass: 2 })
    for (let image = 0; image < n; image++) {
      const row = (data: Float32Array, width: number) => data.subarray(image * width, (image + 1) * width)
      const noiseOf = (layer: number) => {
        const key = { seed: 5, step: 2, measuring: true }
        const { noise } = disturbance(noisy, { layer, size: n * WIDTHS[layer - 1]! }, key)
        return { factor: null, noise: row(noise!, WIDTHS[layer - 1]!) }
      }
      const expected = referencePass(noisy, row(images.data, 256), noiseOf)
      for (const [i, { centers, sent }] of hidden.entries()) {
        expect(farthest(row(centers.data, WIDTHS[i]!), expected[i]!)).toBeLessThan(ROUNDING)
        const { noise } = noiseOf(i + 1)
        const noised = expected[i]!.map((center, k) => center + noise[k]!)
        expect(farthest(row(sent.data, WIDTHS[i]!), noised)).toBeLessThan(ROUNDING)
      }
      expect(farthest(row(logits.data, 3), expected[3]!)).toBeLessThan(ROUNDING)
    }
  })
})

test('plain loops without noise: those of JAX, to double precision', () => {
  for (let image = 0; image < n; image++) {
    const layers = referencePass(network(), fixture.images.slice(256 * image, 256 * (image + 1)))
    for (const [i, values] of [...fixture.hidden, fixture.logits].entries()) {
      const width = values.length / n
      const expected = values.slice(width * image, width * (image + 1))
      // Sums of at most 50 products of numbers of about 1, rounded to 2^-53 each.
      expect(farthest(layers[i]!, expected)).toBeLessThan(1e-13)
    }
  }
})

test('another pass or seed has other noise, the same pass the same', async () => {
  const { tf } = await loadBackend({ backend: 'cpu' })
  const sentIn = async (options: object) =>
    (await propagateConv(tf, network({ sigma: 1 }), images, options)).hidden[0]!.sent.data
  const first = await sentIn({ seed: 1, pass: 1 })
  expect(await sentIn({ seed: 1, pass: 1 })).toEqual(first)
  expect(await sentIn({ seed: 1, pass: 2 })).not.toEqual(first)
  expect(await sentIn({ seed: 2, pass: 1 })).not.toEqual(first)
})

test('more images than go through at once: each as alone', async () => {
  const { tf } = await loadBackend({ backend: 'tensorflow' })
  const count = 1001
  const data = Float32Array.from({ length: count * 256 }, (_, k) => images.data[k % images.data.length]!)
  const { hidden, logits } = await propagateConv(tf, network(), { data, shape: [count, 256] })
  const expected = (values: number[]) =>
    Float32Array.from({ length: (count * values.length) / n }, (_, k) => values[k % values.length]!)
  expect(farthest(logits.data, expected(fixture.logits))).toBeLessThan(ROUNDING)
  expect(farthest(hidden[2]!.centers.data, expected(fixture.hidden[2]!))).toBeLessThan(ROUNDING)
})

test('refuses images that do not fit, and stops when aborted', async () => {
  const { tf } = await loadBackend({ backend: 'cpu' })
  const wrong = { data: images.data, shape: [n * 2, 128] as const }
  await expect(propagateConv(tf, network(), wrong)).rejects.toMatchObject({ argument: 'images' })
  await expect(propagateConv(tf, network(), images, { pass: -1 })).rejects.toMatchObject({ argument: 'pass' })
  const signal = AbortSignal.abort(new Error('enough'))
  await expect(propagateConv(tf, network(), images, { signal })).rejects.toThrow('enough')
})
