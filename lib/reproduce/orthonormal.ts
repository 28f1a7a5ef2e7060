import { ORTHONORMAL_CLAIMS, ORTHONORMAL_PUBLISHED, ORTHONORMAL_VARIANTS } from './claims/orthonormal'
import type { Item } from './item'
import { comparisonOfVariants } from './szt/comparison'

/** The 12-bit tanh network with its hidden weights drawn towards orthonormal ones, beside the one without. */
export const orthonormalItem: Item = {
  name: 'orthonormal',
  title: 'Weight orthonormality: less compression',
  settings: ORTHONORMAL_PUBLISHED,
  reproduce: (workshop) => comparisonOfVariants(workshop, ORTHONORMAL_VARIANTS, ORTHONORMAL_CLAIMS),
}
