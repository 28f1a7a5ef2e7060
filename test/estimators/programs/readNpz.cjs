const { readFileSync } = require('node:fs')

/** The rows of doubles of each .npy file in a stored zip, by its name. */
exports.readNpz = (file) => {
  const bytes = readFileSync(file)
  const arrays = {}
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50; ) {
    const size = bytes.readUInt32LE(at + 18)
    const nameLength = bytes.readUInt16LE(at + 26)
    const name = bytes.toString('latin1', at + 30, at + 30 + nameLength)
    const start = at + 30 + nameLength + bytes.readUInt16LE(at + 28)
    const header = bytes.readUInt16LE(start + 8)
    const shape = bytes.toString('latin1', start, start + 10 + header)
    const columns = Number(/\((\d+), (\d+)\)/.exec(shape)[2])
    const rows = []
    for (let i = start + 10 + header; i < start + size; i += 8 * columns) {
      rows.push(Array.from({ length: columns }, (_, k) => bytes.readDoubleLE(i + 8 * k)))
    }
    arrays[name.replace('.npy', '')] = rows
    at = start + size
  }
  return arrays
}
