/**
 * At least `count` distinct epochs (or all, where there are fewer), from 0, before training, to `epochs`, the last:
 * evenly spaced on a log scale, so that the early ones are consecutive.
 */
export function snapshotEpochs(epochs: number, count: number): number[] {
  if (epochs === 0) return [0]
  for (let points = count; ; points *= 2) {
    const chosen = new Set([0, epochs])
    for (let k = 0; k < points; k++) chosen.add(Math.round(epochs ** (k / points)))
    if (chosen.size >= Math.min(count, epochs + 1)) return [...chosen].sort((a, b) => a - b)
  }
}
