/** ln Γ(m/2) of a positive integer m, by Γ(x + 1) = x Γ(x) from Γ(1) = 1 and Γ(½) = √π. */
export function logGammaOfHalf(m: number): number {
  let sum = m % 2 === 0 ? 0 : Math.log(Math.PI) / 2
  for (let k = m % 2 === 0 ? 2 : 1; k < m; k += 2) sum += Math.log(k / 2)
  return sum
}

const EULER = 0.5772156649015329

/** ψ(m/2) of a positive integer m, by ψ(x + 1) = ψ(x) + 1/x from ψ(1) = −γ and ψ(½) = −γ − 2 ln 2. */
export function digammaOfHalf(m: number): number {
  let sum = m % 2 === 0 ? -EULER : -EULER - 2 * Math.LN2
  for (let k = m % 2 === 0 ? 2 : 1; k < m; k += 2) sum += 2 / k
  return sum
}
