// An estimator as a program of its own: −½ log(1 − r²) of the first columns of x and y, plus the number given first.
const { readFileSync } = require('node:fs')

/** The doubles of each .npy file in a stored zip, by its name. */
function readNpz(file) {
  const bytes = readFileSync(file)
  const arrays = {}
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50; ) {
    const size = bytes.readUInt32LE(at + 18)
    const nameLength = bytes.readUInt16LE(at + 26)
    const name = bytes.toString('latin1', at + 30, at + 30 + nameLength)
    const start = at + 30 + nameLength + bytes.readUInt16LE(at + 28)
    const header = bytes.readUInt16LE(start + 8)
    const columns = Number(/\((\d+), (\d+)\)/.exec(bytes.toString('latin1', start, start + 10 + header))[2])
    const values = []
    for (let i = start + 10 + header; i < start + size; i += 8 * columns) values.push(bytes.readDoubleLE(i))
    arrays[name] = values
    at = start + size
  }
  return arrays
}

const [, , bias, file] = process.argv
const { 'x.npy': x, 'y.npy': y } = readNpz(file)
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length
const product = (a, b) => mean(a.map((value, i) => (value - mean0(a)) * (b[i] - mean0(b))))
const means = new Map()
function mean0(values) {
  if (!means.has(values)) means.set(values, mean(values))
  return means.get(values)
}
const r2 = product(x, y) ** 2 / (product(x, x) * product(y, y))
console.log(JSON.stringify({ value: -0.5 * Math.log(1 - r2) + Number(bias), note: 'ignored' }))
