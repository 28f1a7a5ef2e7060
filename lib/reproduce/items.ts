import { deterministicItem } from './deterministic'
import { estimatorsItem } from './estimators'
import type { Item } from './item'
import { mnistItem } from './mnist/item'
import { neuronItem } from './neuron'
import { orthonormalItem } from './orthonormal'
import { tanhItem } from './tanh'
import { unitsItem } from './units'

/** What can be reproduced, in the poster's order. */
export const ITEMS: readonly Item[] = [
  neuronItem,
  tanhItem,
  orthonormalItem,
  unitsItem,
  deterministicItem,
  estimatorsItem,
  mnistItem,
]
