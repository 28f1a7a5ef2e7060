import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CODE, CODE_EXACT, CORNERS, DIMENSIONS, SPIRAL } from '../../../lib/reproduce/claims/estimators'
import { estimatorsItem } from '../../../lib/reproduce/estimators'
import { reproduce } from '../../../lib/reproduce/reproduce'
import { withFolder } from '../../experiments/runFolder'

/** Few samples in few dimensions; the rules and thresholds stay. */
function withSmallSettings(run: () => Promise<void>): Promise<void> {
  const sampling = {
    counts: [50, 100, 200, 400],
    most: { 'plug-in': 400, 'kernel density': 100, 'nearest neighbours': 400 },
    replications: 5,
  }
  const replaced = [
    jest.replaceProperty(CORNERS, 'dimensions', [{ d: 2, tolerance: 1e-3 }]),
    jest.replaceProperty(CORNERS, 'sampling', { ...CORNERS.sampling, quick: sampling }),
    jest.replaceProperty(DIMENSIONS, 'dimensions', [2, 3, 4] as never),
    jest.replaceProperty(CODE, 'quick', {
      counts: [50, 200],
      intervalMost: 200,
      replications: 2,
      tolerance: 0.05,
    }),
    jest.replaceProperty(SPIRAL, 'training', {
      ...SPIRAL.training,
      widths: [2, 4, 3, 3],
      points: 300,
      epochs: 10,
    }),
    jest.replaceProperty(SPIRAL, 'sampling', { ...SPIRAL.sampling, quick: sampling }),
  ]
  return run().finally(() => {
    for (const one of replaced) one.restore()
  })
}

test('the whole item: every curve once, claims with numbers, an interrupt loses one curve at most', async () => {
  await withSmallSettings(() =>
    withFolder(async (folder) => {
      const controller = new AbortController()
      const begun: string[] = []
      const run = (to: string, signal?: AbortSignal) =>
        reproduce({
          items: [estimatorsItem],
          mode: 'quick',
          seed: 1,
          seeds: 1,
          folder: join(folder, to),
          signal,
          onProgress: (name) => {
            if (!begun.includes(name)) begun.push(name)
            if (begun.length === 3) controller.abort()
          },
        })
      expect(await run('interrupted', controller.signal)).toBeNull()
      expect(begun).toEqual(['corners-d2-sigma0.05', 'corners-d2-sigma0.1', 'corners-d2-sigma0.2'])
      expect(readdirSync(join(folder, 'interrupted', 'data'))).toHaveLength(2)

      begun.splice(0)
      const result = await run('interrupted')
      const curves = CORNERS.sigmas.length + DIMENSIONS.dimensions.length + CODE_EXACT.length + 2
      expect(begun).toHaveLength(curves - 2)
      const { claims, figures, notRun, works } = result!.items[0]!
      expect([claims.length, figures.length, notRun, works.length]).toEqual([7, 5, null, curves])
      for (const { id, measured, values } of claims) {
        expect(measured).not.toMatch(/NaN|undefined|null/)
        expect([id, Object.values(values).some(Number.isFinite)]).toEqual([id, true])
      }
      // A bound for the worst distribution is far above the error for this one.
      expect(claims.find(({ id }) => id === 'estimators-bound')!.verdict).toBe('supported')
      // 200 codewords of 65 536 cannot be told from a code of 200: ln 200 of 16 ln 2 nats.
      const code = claims.find(({ id }) => id === 'estimators-code')!
      expect(code.values['errorSigma0.1']!).toBeCloseTo(Math.log(200) - 16 * Math.LN2, 1)
      for (const name of figures) {
        const [head, ...rows] = readFileSync(join(folder, 'interrupted', 'figures', `${name}.csv`), 'utf8')
          .trim()
          .split('\n')
        expect(rows.length).toBeGreaterThan(0)
        for (const row of rows) expect(row.split(',')).toHaveLength(head!.split(',').length)
      }

      const written = (to: string) =>
        ['reproduce.json', ...figures.map((name) => join('figures', `${name}.csv`))].map((file) =>
          readFileSync(join(folder, to, file), 'utf8'),
        )
      const before = written('interrupted')
      begun.splice(0)
      await run('interrupted')
      expect([begun, written('interrupted')]).toEqual([[], before])
      await run('at once')
      expect(begun).toHaveLength(curves)
      expect(written('at once')).toEqual(before)
    }),
  )
})
