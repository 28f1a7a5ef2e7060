import type { LineSeriesOption, SeriesOption } from 'echarts'
import * as echarts from 'echarts'
import type { Figure } from '../../lib/report/figure'
import { figuresOf } from '../../lib/report/figures/figures'
import { renderSvg } from '../../lib/report/renderSvg'
import type { RunContents } from '../../lib/runs/readRun'
import { EPOCHS, exampleEstimate, exampleRun, H_X } from '../runs/exampleRun'
import { expectSound } from './soundFigure'

/** As `exampleRun`, but the second layer has intervals that lie unevenly about the plug-in value. */
function bracketedRun(): RunContents {
  const run = exampleRun()
  for (const [i, row] of run.estimates.entries()) {
    if (row.layer !== 2 || row.quantity !== 'I(X;T)') continue
    const { value } = row.estimate
    row.estimate = exampleEstimate(value, H_X, {
      interval: { low: value - 0.3 - i / 100, high: value + 0.1, confidence: 0.95 },
    })
  }
  return run
}

/** A run of one unit, as of the neuron. */
function neuronRun(): RunContents {
  const run = exampleRun({
    experiment: 'neuron',
    layers: [1],
    data: { name: 'X', inputs: 4, sha256: '0' },
    classes: [0, 0, 0, 1],
  })
  return {
    ...run,
    estimates: run.estimates.filter(({ layer }) => layer === 1).map((row) => ({ ...row, width: 1 })),
    history: run.history.map((row) => ({ ...row, test: null })),
    scatter: EPOCHS.map((epoch) => ({ epoch, layer: 1, points: [-0.9, -0.3, 0.3, 0.9] })),
    clusters: [],
    attribution: [],
  }
}

const figure = (run: RunContents, name: string): Figure => {
  const found = figuresOf(run).find((figure) => figure.name === name)
  if (found === undefined) throw new Error(`no figure ${name}`)
  return found
}

const list = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]
const seriesOf = ({ option }: Figure): SeriesOption[] => list(option.series)
const linesOf = (figure: Figure): LineSeriesOption[] =>
  seriesOf(figure).filter((series): series is LineSeriesOption => series.type === 'line')

/** [epoch as drawn, value] of the points of a line, without gaps. */
function pointsOf(line: LineSeriesOption): [number, number][] {
  return (line.data as { value: [number, number | '-'] }[])
    .map(({ value }) => value)
    .filter((value): value is [number, number] => value[1] !== '-')
}

const RUNS: [string, () => RunContents, number][] = [
  ['without intervals', exampleRun, 7],
  ['with intervals', bracketedRun, 7],
  ['of a neuron', neuronRun, 6],
]

describe.each(RUNS)('figures of a run %s', (_, makeRun, count) => {
  const figures = figuresOf(makeRun())

  test('are all there, with names of their own', () => {
    const names = figures.map(({ name }) => name)
    expect(names).toHaveLength(count)
    expect(new Set(names).size).toBe(count)
  })

  test.each(figures.map((figure) => [figure.name, figure] as const))(
    '%s: units on every axis, plain JSON, a well-formed SVG that asks for nothing',
    async (_, figure) => await expectSound(figure),
  )
})

test('a chart that was drawn is disposed of: otherwise it keeps the process alive', async () => {
  const init = jest.spyOn(echarts, 'init')
  await renderSvg(figure(exampleRun(), 'performance'))
  expect(init.mock.results.map(({ value }) => value.isDisposed())).toEqual([true])
  init.mockRestore()
})

test('an SVG is the same bytes whatever was drawn before it', async () => {
  const [drawn, other] = [figure(exampleRun(), 'information-x'), figure(exampleRun(), 'performance')]
  const first = await renderSvg(drawn)
  await renderSvg(other)
  expect(await renderSvg(drawn)).toBe(first)
  expect(first).toMatch(/class="zr0-cls-\d+"/)
})

describe('an error band', () => {
  test('is the interval, its line the middle, its thin dashed line the plug-in value', () => {
    const run = bracketedRun()
    const rows = run.estimates.flatMap(({ layer, quantity, estimate }) =>
      layer === 2 && quantity === 'I(X;T)' && estimate.quantity === 'mutual-information' ? [estimate] : [],
    )
    const lines = linesOf(figure(run, 'information-x')).filter(({ name }) => name === 'layer 2')
    const [low, height] = lines.filter(({ stack }) => stack !== undefined)
    for (const [i, { value, interval }] of rows.entries()) {
      expect(pointsOf(low!)[i]![1]).toBe(interval!.low)
      expect(pointsOf(low!)[i]![1] + pointsOf(height!)[i]![1]).toBeCloseTo(interval!.high, 12)
      expect(pointsOf(lines[0]!)[i]![1]).toBeCloseTo((interval!.low + interval!.high) / 2, 12)
      const plugIn = lines.find(({ lineStyle }) => lineStyle?.type === 'dashed')
      expect(plugIn!.lineStyle!.width).toBe(1)
      expect(pointsOf(plugIn!)[i]![1]).toBe(value)
    }
    expect(height!.areaStyle!.opacity).toBeGreaterThan(0)
    expect(low!.areaStyle).toBeUndefined()
    expect(figure(run, 'information-x').caption).toMatch(
      /layer 2: 95 % interval .* dashed line is the plug-in value, which is biased/,
    )
  })

  test('is ±2 numerical standard errors where there is no interval, and the caption says so', () => {
    const lines = linesOf(figure(exampleRun(), 'information-x')).filter(({ name }) => name === 'layer 2')
    const [low, height] = lines.filter(({ stack }) => stack !== undefined)
    expect(pointsOf(lines[0]!).map(([, value]) => value)).toEqual([1.5, 1.8, 1.2, 0.75])
    for (const [i, [, value]] of pointsOf(lines[0]!).entries()) {
      expect(pointsOf(low!)[i]![1]).toBeCloseTo(value - 0.02, 10)
      expect(pointsOf(height!)[i]![1]).toBeCloseTo(0.04, 10)
    }
    expect(lines.some(({ lineStyle }) => lineStyle?.type === 'dashed')).toBe(false)
    expect(figure(exampleRun(), 'information-x').caption).toContain('layer 2: ±2 numerical standard errors')
  })

  test('is the numerical error where the rows are all there is: no dashed line', () => {
    const lines = linesOf(figure(exampleRun(), 'information-x')).filter(({ name }) => name === 'layer 1')
    const low = lines.find(({ stack }) => stack !== undefined)!
    expect(pointsOf(low)[0]![1]).toBe(H_X - 0.02)
    expect(lines.some(({ lineStyle }) => lineStyle?.type === 'dashed')).toBe(false)
    expect(figure(exampleRun(), 'information-x').caption).toContain(
      'layer 1: 95 % interval, which is the numerical error alone',
    )
  })
})

describe('epochs', () => {
  test('0 stands left of 1, with no line across the break, and is labelled 0', () => {
    const information = figure(exampleRun(), 'information-x')
    const main = linesOf(information)[0]!
    expect(pointsOf(main).map(([x]) => x)).toEqual([expect.any(Number), 1, 10, 100])
    const [zero] = pointsOf(main)[0]!
    expect(zero).toBeGreaterThan(0)
    expect(zero).toBeLessThan(1)
    expect((main.data as { value: unknown[] }[])[1]!.value[1]).toBe('-')
    expect(JSON.stringify(seriesOf(information))).toContain('"formatter":"0"')
  })

  test('no 0, no break', () => {
    const run = exampleRun()
    const later = {
      ...run,
      estimates: run.estimates.filter(({ epoch }) => epoch > 0),
      history: [],
      scatter: [],
    }
    const information = figure(later, 'information-x')
    expect(JSON.stringify(seriesOf(information))).not.toContain('"formatter":"0"')
    expect(pointsOf(linesOf(information)[0]!).map(([x]) => x)).toEqual([1, 10, 100])
  })
})

test('what is not to be trusted is hollow, and says why when pointed at', () => {
  type Point = {
    name: string
    value: [number, number | '-']
    itemStyle: { color: string; borderColor: string }
  }
  for (const name of ['information-x', 'information-plane']) {
    const main = (layer: number) =>
      (
        linesOf(figure(exampleRun(), name)).find((line) => line.name === `layer ${layer}`)!.data as Point[]
      ).filter(({ value }) => value[1] !== '-')
    for (const { name, itemStyle } of main(2)) {
      expect(itemStyle.color).toBe('#ffffff')
      expect(name).toMatch(
        /layer 2 \(3 units\), epoch \d+\n(.*\n)*Not to be trusted as it stands:\n– too few rows/,
      )
    }
    for (const { itemStyle } of main(1)) expect(itemStyle.color).toBe(itemStyle.borderColor)
  }
})

test('a value outside 0 … ceiling is drawn where it is', () => {
  const run = exampleRun()
  run.estimates[0]!.estimate = exampleEstimate(-0.4, H_X)
  const information = figure(run, 'information-x')
  expect(pointsOf(linesOf(information)[0]!)[0]![1]).toBe(-0.4)
  expect(list(information.option.yAxis)[0]).toMatchObject({ min: expect.closeTo(-0.5, 10) })
})

test('the neuron: its three levels are marked', () => {
  const text = JSON.stringify(figure(neuronRun(), 'information-x').option)
  for (const level of [1.386294, 1.039721, 0.562335]) {
    const values = [...text.matchAll(/"yAxis":([\d.]+)/g)].map(([, value]) => Number(value))
    expect(values.some((value) => Math.abs(value - level) < 1e-6)).toBe(true)
  }
})

test('the bounds of the information plane are marked', () => {
  const text = JSON.stringify(figure(exampleRun(), 'information-plane').option)
  expect(text).toContain(`"xAxis":${H_X}`)
  expect(text).toContain(`"yAxis":${Math.log(2)}`)
})

test('a loss that is not finite leaves a gap', () => {
  const run = exampleRun()
  run.history[2]!.train.loss = Number.NaN
  const [loss] = linesOf(figure(run, 'performance'))
  expect(pointsOf(loss!).map(([x]) => x)).toEqual([expect.any(Number), 1, 100])
})

test('clusters: a panel for each measure, a line in it for each layer; equal inputs have no ratio of distances', () => {
  const run = exampleRun()
  const dead = run.clusters.at(-1)!.clusters
  dead.withinDistance = 0
  dead.acrossDistance = 0
  const ofLayer2 = linesOf(figure(run, 'clusters')).filter(({ name }) => name === 'layer 2')
  const [information, binned, count, silhouettes, ratio, agreement] = ofLayer2.map((line) =>
    pointsOf(line).map(([, value]) => value),
  )
  expect(information).toEqual([1.5, 1.8, 1.2, 0.75])
  expect(binned).toEqual([0.5, 0.5, 0.5, 0.5])
  expect(count).toEqual(Array(4).fill(Math.log(7)))
  expect(silhouettes).toEqual(Array(4).fill(0.25))
  expect(ratio).toEqual(Array(3).fill(0.5 / 0.75))
  expect(agreement).toEqual(Array(4).fill(0.4))
})
