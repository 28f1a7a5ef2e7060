import type { RunContents } from '../../runs/readRun'
import type { Figure } from '../figure'
import { binnedEntropyFigure } from './binnedEntropy'
import { clustersFigure } from './clusters'
import { informationOverEpochs } from './informationOverEpochs'
import { informationPlane } from './informationPlane'
import { outputsFigure } from './outputs'
import { performanceFigure } from './performance'
import { scatterFigure } from './scatter'

/** Every figure that a run has data for, in the order of the page. */
export function figuresOf(run: RunContents): Figure[] {
  const figures: Figure[] = []
  if (run.estimates.some(({ quantity }) => quantity === 'I(X;T)')) {
    figures.push(informationOverEpochs(run, 'I(X;T)'))
  }
  if (run.estimates.some(({ quantity }) => quantity === 'I(Y;T)')) {
    figures.push(informationOverEpochs(run, 'I(Y;T)'), informationPlane(run))
  }
  if (run.history.length > 0) figures.push(performanceFigure(run))
  for (const layer of new Set(run.scatter.map((row) => row.layer))) {
    const rows = run.scatter.filter((row) => row.layer === layer)
    figures.push(run.record.layers[layer - 1] === 1 ? outputsFigure(run, rows) : scatterFigure(run, rows))
  }
  if (run.estimates.some(({ quantity }) => quantity === 'H(Bin(T))')) figures.push(binnedEntropyFigure(run))
  if (run.estimates.length > 0 && run.clusters.length > 0) figures.push(clustersFigure(run))
  return figures
}
