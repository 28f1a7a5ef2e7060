/** A table for a terminal: columns padded to one width, numbers to the right. */
export function textTable(
  rows: readonly (readonly string[])[],
  leftAligned: ReadonlySet<number> = new Set(),
): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows.map((row) =>
    row
      .map((text, column) =>
        leftAligned.has(column) ? text.padEnd(widths[column]!) : text.padStart(widths[column]!),
      )
      .join('   ')
      .trimEnd(),
  )
}
