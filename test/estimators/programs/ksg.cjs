// Kraskov's first algorithm over all pairs, k = 3, plus the number of nats given first: an estimator with a planted bias.
const { readNpz } = require('./readNpz.cjs')

const [, , bias, file] = process.argv
const { x, y } = readNpz(file)
const n = x.length
const k = 3
const distance = (rows, i, j) => Math.max(...rows[i].map((value, axis) => Math.abs(value - rows[j][axis])))
const digamma = [Number.NaN, -0.5772156649015329]
for (let m = 1; m <= n; m++) digamma.push(digamma[m] + 1 / m)

let sum = 0
for (let i = 0; i < n; i++) {
  const dx = x.map((_, j) => (j === i ? Number.POSITIVE_INFINITY : distance(x, i, j)))
  const dy = y.map((_, j) => (j === i ? Number.POSITIVE_INFINITY : distance(y, i, j)))
  const reach = dx.map((value, j) => Math.max(value, dy[j])).sort((a, b) => a - b)[k - 1]
  const within = (distances) => distances.filter((value) => value < reach).length
  sum += digamma[within(dx) + 1] + digamma[within(dy) + 1]
}
console.log(JSON.stringify({ value: digamma[k] + digamma[n] - sum / n + Number(bias) }))
