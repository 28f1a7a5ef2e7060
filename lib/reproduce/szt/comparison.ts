import type { Findings, Workshop } from '../item'
import type { Claim } from '../judgement'
import { judgedOverSeeds } from '../overSeeds'
import { compressionByLayer, informationFigure, lossFigure, type TrainedVariant } from './networkFigures'
import { TANH, trainVariant, type Variant } from './variant'
import type { Comparison } from './variantRules'

/** Trains the plain tanh network and variants of it, judges them seed by seed, and draws them side by side. */
export async function comparisonOfVariants(
  workshop: Workshop,
  variants: readonly Variant[],
  claims: readonly Claim<Comparison>[],
): Promise<Findings> {
  const kinds: TrainedVariant[] = []
  for (const variant of [TANH, ...variants]) {
    kinds.push({ variant, networks: await trainVariant(workshop, variant) })
  }
  const [plain, ...others] = kinds as [TrainedVariant, ...TrainedVariant[]]
  return {
    claims: judgedOverSeeds(
      claims,
      plain.networks.map(({ seed, course }, i) => ({
        seed,
        of: { plain: course, others: others.map(({ networks }) => networks[i]!.course) },
      })),
    ),
    figures: [
      informationFigure(kinds, 'I(X;T)'),
      informationFigure(kinds, 'I(Y;T)'),
      compressionByLayer(kinds),
      lossFigure(kinds),
    ],
  }
}
