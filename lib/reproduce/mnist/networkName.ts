/** `σ = 0.1`, `dropout 0.2`: what tells the networks apart. */
export function networkName({ sigma, dropout }: { sigma: number; dropout: number }): string {
  return dropout > 0 ? `dropout ${dropout}` : `σ = ${sigma}`
}
