import type { ItemFigure } from '../../item'
import type { DigitNetwork } from '../digitNetwork'
import { boundsFigure } from './bounds'
import { binnedFigure, cosinesFigure, kMeansFigure, performanceFigure } from './overTraining'

/** All figures of the item, in the order of its page. */
export function mnistFigures(networks: readonly DigitNetwork[]): ItemFigure[] {
  return [
    performanceFigure(networks),
    cosinesFigure(networks),
    kMeansFigure(networks),
    binnedFigure(networks),
    boundsFigure(networks),
  ]
}
