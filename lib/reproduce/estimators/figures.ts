import { sampleComplexityOrder } from '../../bounds/sampleComplexityOrder'
import { overSamples, type SamplesPanel, type SamplesPoint } from '../../report/figures/overSamples'
import { samplesByDimension } from '../../report/figures/samplesByDimension'
import { median } from '../../report/median'
import type { ItemFigure } from '../item'
import type { Table } from '../tables'
import { type CurvePoint, ESTIMATORS } from './curve'
import { errorsOf, meanInterval, pointsOf, samplesFor } from './risk'
import type { CornerCell, EstimatorStudy } from './study'

/** Every curve of the study; the numbers of all replications are in the tables. */
export function estimatorFigures(study: EstimatorStudy, eta: number): ItemFigure[] {
  return [
    entropyFigure(study),
    errorFigure(study),
    dimensionFigure(study, eta),
    spiralFigure(study),
    codeFigure(study),
  ]
}

const BANDS = 'Lines: the median over replications; bands: from the least to the largest.'

const rangeOf = ({ n, values }: { n: number; values: number[] }): SamplesPoint => ({
  n,
  middle: median(values),
  low: Math.min(...values),
  high: Math.max(...values),
})

const curvesOf = (points: readonly CurvePoint[], drawn: (point: CurvePoint) => SamplesPoint) =>
  ESTIMATORS.map((name) => ({ name, points: pointsOf(points, name).map(drawn) }))

function entropyFigure({ corners }: EstimatorStudy): ItemFigure {
  const charts = corners.map(
    ({ d, sigma, exact, points }): SamplesPanel => ({
      title: `d = ${d}, σ = ${sigma}`,
      curves: curvesOf(points, rangeOf),
      levels: [exact],
    }),
  )
  const figure = overSamples({
    name: 'corners',
    title: 'Estimators of entropy as samples are added',
    caption: `Differential entropy of the truncated corner mixture plus noise. Dashed: the exact value. ${BANDS}`,
    value: 'entropy (nats)',
    isLog: false,
    charts,
  })
  return { figure, table: cornersTable(corners) }
}

function errorFigure({ corners }: EstimatorStudy): ItemFigure {
  const charts = corners.map(({ d, sigma, exact, points }): SamplesPanel => {
    const risk = (point: CurvePoint) => {
      const { mean, low, high } = meanInterval(errorsOf(point, exact))
      return { n: point.n, middle: mean, low, high }
    }
    const curves = curvesOf(points, risk)
    const own = curves[0]!.points
    const [first, last] = [own[0]!, own.at(-1)!]
    return {
      title: `d = ${d}, σ = ${sigma}`,
      curves,
      guide: [
        [first.n, first.middle],
        [last.n, first.middle * Math.sqrt(first.n / last.n)],
      ],
    }
  })
  const figure = overSamples({
    name: 'corners-error',
    title: 'Their mean error',
    caption:
      'Mean over replications of the distance from the exact entropy. Dashed: as n^−½ from the first point of the plug-in.',
    value: 'mean error (nats)',
    isLog: true,
    charts,
  })
  return { figure, table: cornersTable(corners) }
}

function dimensionFigure({ dimensions }: EstimatorStudy, eta: number): ItemFigure {
  const rows = dimensions.map(({ d, exact, points }) => {
    const risks = points.map((point) => ({ n: point.n, risk: meanInterval(errorsOf(point, exact)).mean }))
    return { d, needed: samplesFor(eta, risks), order: sampleComplexityOrder({ d, risk: eta }) }
  })
  return { figure: samplesByDimension(eta, rows), table: cornersTable(dimensions) }
}

function spiralFigure({ spiral: { points, intervals } }: EstimatorStudy): ItemFigure {
  const { n, interval } = intervals.at(-1)!
  const figure = overSamples({
    name: 'spiral',
    title: 'Entropy of a layer of the spiral network',
    caption: `Differential entropy of the last hidden layer, 10 units, from fresh points of the spirals. ${interval === null ? '' : `Dashed: ends of the 95 % interval of the plug-in at n = ${n}. `}${BANDS}`,
    value: 'entropy (nats)',
    isLog: false,
    charts: [
      {
        title: 'last hidden layer',
        curves: curvesOf(points, rangeOf),
        levels: interval === null ? [] : [interval.low, interval.high],
      },
    ],
  })
  return { figure, table: estimatesTable([{ columns: [], own: [], points }]) }
}

function codeFigure({ code }: EstimatorStudy): ItemFigure {
  const figure = overSamples({
    name: 'reed-muller',
    title: 'Information of the Reed–Muller code',
    caption: `I(X;T) of the code (4,4) over BPSK by the plug-in from n random codewords. Dashed: the exact values. ${BANDS}`,
    value: 'I(X;T) (nats)',
    isLog: false,
    charts: [
      {
        title: 'plug-in',
        curves: code.map(({ sigma, points }) => ({ name: `σ = ${sigma}`, points: points.map(rangeOf) })),
        levels: code.map(({ exact }) => exact),
      },
    ],
  })
  const rows = code.flatMap(({ sigma, exact, points }) =>
    points.flatMap(({ n, values, interval }) =>
      values.map((value, replication) => {
        const ends = replication === 0 ? [interval?.low ?? '', interval?.high ?? ''] : ['', '']
        return [sigma, n, replication, value, exact, ...ends]
      }),
    ),
  )
  const columns = ['sigma', 'n', 'replication', 'information_nats', 'exact_nats', 'low_nats', 'high_nats']
  return { figure, table: { columns, rows } }
}

function cornersTable(cells: readonly CornerCell[]): Table {
  return estimatesTable(
    cells.map(({ d, sigma, exact, points }) => ({
      columns: ['d', 'sigma', 'exact_nats'],
      own: [d, sigma, exact],
      points,
    })),
  )
}

/** A row for each replication; `own` are the same in all rows of a part. */
function estimatesTable(
  parts: readonly { columns: string[]; own: number[]; points: readonly CurvePoint[] }[],
): Table {
  return {
    columns: [...parts[0]!.columns, 'estimator', 'n', 'replication', 'entropy_nats'],
    rows: parts.flatMap(({ own, points }) =>
      points.flatMap(({ estimator, n, values }) =>
        values.map((value, replication) => [...own, estimator, n, replication, value]),
      ),
    ),
  }
}
