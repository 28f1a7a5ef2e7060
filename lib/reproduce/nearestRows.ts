/** Of what was measured at snapshots, that nearest to each of these epochs on a log axis, each once. */
export function nearestRows<Row extends { epoch: number }>(
  rows: readonly Row[],
  epochs: readonly number[],
): Row[] {
  const distance = (a: number, b: number) => Math.abs(Math.log((a + 1) / (b + 1)))
  const chosen = epochs.map((epoch) =>
    rows.reduce((best, row) => (distance(row.epoch, epoch) < distance(best.epoch, epoch) ? row : best)),
  )
  return [...new Set(chosen)]
}
