import type { Item } from './item'
import { neuronItem } from './neuron'

/** What can be reproduced, in the poster's order. */
export const ITEMS: readonly Item[] = [neuronItem]
