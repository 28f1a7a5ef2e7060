// An estimator as a program of its own: −½ log(1 − r²) of the first columns of x and y.
const { readNpz } = require('./readNpz.cjs')

const arrays = readNpz(process.argv[2])
const [x, y] = ['x', 'y'].map((name) => arrays[name].map(([first]) => first))
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length
const centered = (values) => {
  const middle = mean(values)
  return values.map((value) => value - middle)
}
const [a, b] = [centered(x), centered(y)]
const product = (u, v) => mean(u.map((value, i) => value * v[i]))
const r2 = product(a, b) ** 2 / (product(a, a) * product(b, b))
console.log(JSON.stringify({ value: -0.5 * Math.log(1 - r2), note: 'ignored' }))
