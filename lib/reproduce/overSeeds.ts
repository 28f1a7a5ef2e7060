import type { JudgedClaim } from './item'
import { type Claim, type Judgement, verdictOf } from './judgement'

/**
 * Claims that were judged for each seed, as one judgement: supported where every seed supports it, not supported where
 * most do not.
 */
export function judgedOverSeeds<Measured>(
  claims: readonly Claim<Measured>[],
  measured: readonly { seed: number; of: Measured }[],
): JudgedClaim[] {
  return claims.map(({ decide, ...claim }) => {
    const judgements = measured.map(({ seed, of }) => ({ seed, ...decide(of) }))
    return { ...claim, ...together(judgements) }
  })
}

function together(judgements: readonly (Judgement & { seed: number })[]): Judgement {
  const [{ seed: _, ...only }] = judgements as [Judgement & { seed: number }]
  if (judgements.length === 1) return only
  const count = (wanted: Judgement['verdict']) =>
    judgements.filter(({ verdict }) => verdict === wanted).length
  const isSupported = count('supported') === judgements.length
  const isContradicted = 2 * count('not supported') > judgements.length
  const verdict = verdictOf(isSupported, isContradicted)
  return {
    verdict,
    measured: judgements
      .map(({ seed, verdict, measured }) => `Seed ${seed}, ${verdict}: ${measured}.`)
      .join(' '),
    values: Object.fromEntries(
      judgements.flatMap(({ seed, values }) =>
        Object.entries(values).map(([name, value]) => [`${name}OfSeed${seed}`, value]),
      ),
    ),
    needed:
      verdict === 'undecided' ? (judgements.find(({ needed }) => needed !== null)?.needed ?? null) : null,
  }
}
