/** A line of a table, each cell to the right of its column. */
export const printRow = (width, cells) =>
  console.log(cells.map((cell) => String(cell).padStart(width)).join(''))
