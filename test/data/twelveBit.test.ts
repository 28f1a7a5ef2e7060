import { join } from 'node:path'
import { twelveBitData } from '../../lib/data/twelveBit'
import { testWithSharedData } from '../sharedData'
import { readByteMatrices } from './matlab5'

const { inputs, labels, classes } = twelveBitData()

test('all 4096 patterns in counting order, column 0 the most significant bit, as ±1', () => {
  expect(inputs.shape).toEqual([4096, 12])
  const counted = Array.from({ length: 4096 }, (_, i) => {
    const row = inputs.data.subarray(12 * i, 12 * i + 12)
    return parseInt(Array.from(row, (value) => (value === 1 ? '1' : value === -1 ? '0' : 'x')).join(''), 2)
  })
  expect(counted).toEqual(Array.from({ length: 4096 }, (_, i) => i))
})

test('2118 ones, so that H(Y) = .6925629 nats', () => {
  const ones = labels.filter((label) => label === 1).length
  expect(ones).toBe(2118)
  expect(labels.filter((label) => label === 0).length).toBe(4096 - 2118)
  expect(classes).toBe(2)
  const p = ones / 4096
  // .6925629 is rounded to seven digits.
  expect(Math.abs(-p * Math.log(p) - (1 - p) * Math.log(1 - p) - 0.6925629)).toBeLessThan(5e-8)
})

testWithSharedData('the inputs and the labels are those of var_u.mat', (folder) => {
  const published = readByteMatrices(join(folder, 'var_u.mat'))
  const F = published.get('F')!
  const y = published.get('y')!
  expect(F.shape).toEqual([4096, 12])
  const bits = Array.from(F.values, (_, k) => F.values[4096 * (k % 12) + Math.floor(k / 12)])
  expect(Array.from(inputs.data, (value) => (value + 1) / 2)).toEqual(bits)
  expect(Array.from(labels)).toEqual(Array.from(y.values))
})
