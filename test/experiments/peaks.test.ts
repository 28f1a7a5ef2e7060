import type { Samples } from '../../lib'
import { estimateMI } from '../../lib'
import { Peaks } from '../../lib/experiments/peaks'

const options = { classes: [0, 0, 1, 1], sigma: 1, seed: 0, signal: undefined }

/** Centers of a layer of one unit, two equal passes of each of four inputs. */
function layerOf(...outputs: number[]) {
  const data = Float32Array.from(outputs.flatMap((output) => [output, output]))
  const inputs = Int32Array.from(data, (_, row) => Math.floor(row / 2))
  return { layer: 3, centers: { data, shape: [data.length, 1] as const }, inputs }
}

/** Seen at epochs 0, 1, … */
async function seen(layers: ReturnType<typeof layerOf>[]): Promise<Peaks> {
  const peaks = new Peaks()
  for (const [epoch, found] of layers.entries()) {
    const samples: Samples = found.centers
    peaks.note(
      epoch,
      found,
      await estimateMI(samples, { sigma: 1, given: found.inputs, population: 'complete' }),
    )
  }
  return peaks
}

const oneMerged = layerOf(0, 0, 200, 300)

test('two of four inputs merge after the largest I(X;T): they carry its whole fall, −log(2)/2', async () => {
  const peaks = await seen([
    layerOf(0, 0, 0, 300),
    layerOf(0, 100, 200, 300),
    layerOf(0, 2, 60, 90),
    oneMerged,
  ])
  const found = await peaks.changeSince(3, oneMerged, options)
  expect(found).toMatchObject({ layer: 3, width: 1, from: 1, to: 3 })
  expect(found!.before.value).toBeCloseTo(Math.log(4), 9)
  expect(found!.change.value).toBeCloseTo(-Math.log(2) / 2, 9)
  expect(found!.events).toEqual([
    {
      kind: 'merge',
      inputs: [0, 1],
      clustersBefore: 2,
      clustersAfter: 1,
      classes: [{ label: 0, inputs: 2 }],
      change: { value: expect.closeTo(-Math.log(2) / 2, 9), standardError: expect.closeTo(0, 9) },
    },
  ])
  expect(found!.same).toEqual({
    inputs: 2,
    change: { value: expect.closeTo(0, 9), standardError: expect.closeTo(0, 9) },
  })
})

test('nothing to attribute where I(X;T) is largest now, or the layer is unknown', async () => {
  const last = layerOf(0, 100, 200, 300)
  const peaks = await seen([oneMerged, last])
  expect(await peaks.changeSince(1, last, options)).toBeNull()
  expect(await peaks.changeSince(1, { ...last, layer: 4 }, options)).toBeNull()
})
