import { createHash } from 'node:crypto'
import vm from 'node:vm'
import { figuresOf } from '../../lib/report/figures/figures'
import { findings } from '../../lib/report/page/findings'
import { reportPage } from '../../lib/report/page/page'
import type { RunContents } from '../../lib/runs/readRun'
import { EPOCHS, exampleEstimate, exampleRun, H_X } from '../runs/exampleRun'

const pageOf = (run: RunContents) => reportPage(run, figuresOf(run))

/** Contents of the script elements that run, and of those that are data. */
function scriptsOf(page: string) {
  const elements = [...page.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)]
  const contents = (attributes: string) =>
    elements.filter((found) => found[1] === attributes).map((found) => found[2]!)
  return { all: elements.length, code: contents(''), data: contents(' type="application/json"') }
}

describe('a page that opens offline', () => {
  let page: string
  beforeAll(async () => {
    page = await pageOf(exampleRun())
  })

  test('nothing in it names anything to load, and its policy forbids it', () => {
    const policy = page.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/)![1]!
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-\S+' 'sha256-\S+'; style-src 'unsafe-inline'; img-src data:$/,
    )
    const outside = page.replaceAll(/<script[^>]*>[\s\S]*?<\/script>/g, '')
    expect(outside).not.toMatch(/https?:|\ssrc=|href=|url\(|@import|<link|<iframe|<base/)
  })

  test('the policy lets just the two scripts run that are in the page', () => {
    const { code, data, all } = scriptsOf(page)
    expect(code).toHaveLength(2)
    expect(data).toHaveLength(7)
    expect(all).toBe(9)
    for (const text of code) {
      expect(page).toContain(`'sha256-${createHash('sha256').update(text).digest('base64')}'`)
    }
  })

  test('it carries the options of its figures', () => {
    const { data } = scriptsOf(page)
    expect(data.map((text) => JSON.parse(text).option)).toEqual(
      figuresOf(exampleRun()).map(({ option }) => option),
    )
  })

  test('the table: value ± error, interval or why there is none, verdict in words', () => {
    const table = page.slice(page.indexOf('The last snapshot'), page.indexOf('How the inputs cluster: '))
    const rows = [...table.matchAll(/<tr><td>(.*?)<\/tr>/g)].map(([, row]) =>
      row!.replaceAll(/<[^>]*>/g, '|'),
    )
    expect(rows).toHaveLength(6)
    expect(rows[0]).toMatch(/^1\|+4\|+I\(X;T\)\|+2\.079 ± 0\.01\|+\[2\.059, 2\.099\]\|+trusted\|$/)
    expect(rows[2]).toMatch(/H\(Bin\(T\)\)\|+1\.000\|+–\|+a plain count: 3 distinct rows of bins among 8/)
    expect(rows[3]).toMatch(
      /^2\|+3\|+I\(X;T\)\|+0\.750 ± 0\.01\|+none\|+not to be trusted as it stands: see 1\|$/,
    )
    expect(page).toContain('<li>too few rows</li>')
  })
})

test('what comes from outside stays text, in the page and in its data', async () => {
  const evil = `</script><script>alert(1)</script><img src=x onerror="alert(2)">'&`
  const run = exampleRun({
    summary: { Network: evil, [evil]: evil },
    settings: { [evil]: evil },
    data: { name: evil, inputs: 8, sha256: evil },
    versions: { [evil]: evil },
    backend: evil,
    loss: { name: evil, unit: evil },
    machine: { cpu: evil, cores: 1, isa: evil, platform: evil },
  })
  run.estimates[0]!.estimate = exampleEstimate(1, H_X, { warnings: [evil] })
  run.estimates.at(-2)!.estimate = exampleEstimate(1, H_X, { warnings: [evil] })
  const page = await pageOf(run)
  const { code, data, all } = scriptsOf(page)
  expect([code.length, data.length, all]).toEqual([2, 7, 9])
  expect(page.replaceAll(/<script[^>]*>[\s\S]*?<\/script>/g, '')).not.toContain('<img')
  expect(data.join()).not.toContain('<')
  expect(JSON.parse(data[0]!).option.series[0].data[0].name).toContain(evil)
  expect(page).toContain(
    '&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&quot;alert(2)&quot;&gt;&#39;&amp;',
  )
})

test('the slider shows the points of each snapshot, in each class', async () => {
  const run = exampleRun()
  const { code, data } = scriptsOf(await pageOf(run))
  const text = data.find((text) => 'frames' in JSON.parse(text))!
  const shown: { series: { data: [number, number][] }[] }[] = []
  let move = () => {}
  const input = { value: 0, addEventListener: (_: string, listener: () => void) => (move = listener) }
  const output = { textContent: '' }
  const elements: Record<string, unknown> = { script: { textContent: text }, '.chart': {}, input, output }
  vm.runInNewContext(code[1]!, {
    document: { querySelectorAll: () => [{ querySelector: (selector: string) => elements[selector] }] },
    echarts: { init: () => ({ setOption: (option: (typeof shown)[number]) => shown.push(option) }) },
    ResizeObserver: class {
      observe() {}
    },
    atob,
  })
  expect(shown).toHaveLength(1)
  for (const [index, epoch] of EPOCHS.entries()) {
    input.value = index
    move()
    const { series } = shown.at(-1)!
    expect(output.textContent).toMatch(
      new RegExp(`^epoch ${epoch} · accuracy 0.900 train, 0.800 test · I\\(X;T\\)`),
    )
    expect(series).toHaveLength(3 * 2)
    const { points } = run.scatter[index]!
    const pairs = [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const
    for (const [p, [x, y]] of pairs.entries()) {
      for (const label of [0, 1]) {
        const expected = run.record.classes.flatMap((c, i) =>
          c === label ? [[points[3 * i + x]!, points[3 * i + y]!]] : [],
        )
        const drawn = series[2 * p + label]!.data
        expect(drawn).toHaveLength(expected.length)
        // Values are stored in steps of the largest over 32767: half a step off at most.
        for (const [i, point] of drawn.entries()) {
          for (const k of [0, 1] as const)
            expect(Math.abs(point[k] - expected[i]![k]!)).toBeLessThan(1 / 32767)
        }
      }
    }
  }
})

describe('what the run shows, in words', () => {
  test('where I(X;T) stays at H(X), where it rises and falls, and how well the network does', () => {
    expect(findings(exampleRun())).toEqual([
      expect.stringMatching(/^Layer 1 stays at H\(X\) = log 8 = 2\.079 nats: .* never below 2\.059 nats\./),
      'Layer 2 (3 units): I(X;T) is 1.500 nats at epoch 0, rises to 1.800 (epoch 1) and falls to 0.750 (epoch 100).',
      'Layer 2 (3 units): from epoch 1 to 100 the plug-in value of I(X;T) changes by −1.0500 ± 0.004 nats; inputs that merged carry −1.1000 ± 0.004 of it, above all 4 inputs that are one cluster now (3 of class 0 and 1 of class 1), −1.1000 ± 0.004.',
      'At epoch 100 the noisy network classifies 90 % of the training inputs (cross-entropy 0.0069 nats) and 80 % of the test inputs (cross-entropy 0.0079 nats) correctly.',
    ])
  })

  test('a layer whose information does not fall has nothing to say of merges', () => {
    const run = exampleRun()
    run.attribution[0]!.change.value = 0.2
    expect(findings(run).join()).not.toContain('merged')
  })

  test('a change within the error bands is none', () => {
    const run = exampleRun()
    const wide = [1.5, 1.6, 1.4, 1.45]
    for (const row of run.estimates) {
      if (row.layer !== 2 || row.quantity !== 'I(X;T)') continue
      const middle = wide[EPOCHS.indexOf(row.epoch)]!
      row.estimate = exampleEstimate(1.7, H_X, {
        interval: { low: middle - 0.2, high: middle + 0.2, confidence: 0.95 },
      })
    }
    expect(findings(run)[1]).toBe(
      'Layer 2 (3 units): I(X;T) is 1.500 nats at epoch 0 and moves by no more than its error band.',
    )
  })

  test('a change beyond numerical errors and within the error bands is said to be so', () => {
    const run = exampleRun()
    const values = [1.5, 1.6, 1.3, 0.5]
    for (const row of run.estimates) {
      if (row.layer !== 2 || row.quantity !== 'I(X;T)') continue
      const value = values[EPOCHS.indexOf(row.epoch)]!
      row.estimate = exampleEstimate(value, H_X, {
        interval: { low: value - 0.3, high: value + 0.1, confidence: 0.95 },
      })
    }
    expect(findings(run)[1]).toBe(
      'Layer 2 (3 units): I(X;T) is 1.400 nats at epoch 0, rises to 1.500 (epoch 1, within its error band) and falls to 0.400 (epoch 100).',
    )
  })

  test('a layer that rises to H(X) stays there', () => {
    const run = exampleRun()
    for (const row of run.estimates) {
      if (row.layer !== 2 || row.quantity !== 'I(X;T)') continue
      row.estimate = exampleEstimate([1.5, 1.8, H_X, H_X - 0.005][EPOCHS.indexOf(row.epoch)]!, H_X)
    }
    expect(findings(run)[1]).toBe(
      'Layer 2 (3 units): I(X;T) is 1.500 nats at epoch 0, rises to 2.079 (epoch 10) and stays at H(X).',
    )
  })

  test('nothing measured', () => {
    expect(findings({ ...exampleRun(), estimates: [], history: [] })).toEqual(['Nothing was measured.'])
  })
})
