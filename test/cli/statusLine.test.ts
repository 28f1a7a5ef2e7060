import { duration, StatusLine } from '../../lib/cli/statusLine'

test('a status longer than the terminal is cut, so that it can be rewritten', () => {
  const written: string[] = []
  const stream = { isTTY: true, columns: 10, write: (text: string) => written.push(text) > 0 }
  const status = new StatusLine(stream)
  status.status('epoch 7 of a very long run')
  status.status('epoch 8')
  status.end()
  expect(written.join('|')).toBe('epoch 7 o|\r\x1b[2K|epoch 8|\r\x1b[2K')
})

test.each([
  [0.2, '1 s'],
  [89, '89 s'],
  [90, '2 min'],
  [5399, '90 min'],
  [9000, '2.5 h'],
])('%s seconds are %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text)
})
