import { UNITS_CLAIMS, UNITS_PUBLISHED, UNITS_VARIANTS } from './claims/units'
import type { Item } from './item'
import { comparisonOfVariants } from './szt/comparison'

/** The 12-bit network with linear and with ReLU units, beside the one with tanh units. */
export const unitsItem: Item = {
  name: 'units',
  title: 'Linear and ReLU units',
  settings: UNITS_PUBLISHED,
  reproduce: (workshop) => comparisonOfVariants(workshop, UNITS_VARIANTS, UNITS_CLAIMS),
}
