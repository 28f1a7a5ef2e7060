import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { NativeAddon } from '../../lib/native/addon'
import { addon } from '../../lib/native/loader'

const root = path.resolve(__dirname, '../..')
const lists: Record<string, string[]> = JSON.parse(
  readFileSync(path.join(root, 'native/sources.json'), 'utf8'),
)

function sourcesUnder(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.cpp'))
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
}

test('the one list of sources has every source file, once', () => {
  expect(Object.values(lists).flat().sort()).toEqual(sourcesUnder('native').sort())
})

test('only the binding and its tests know Node', () => {
  for (const file of readdirSync(path.join(root, 'native/core'), { recursive: true, encoding: 'utf8' })) {
    if (!/\.(cpp|h)$/.test(file)) continue
    const text = readFileSync(path.join(root, 'native/core', file), 'utf8')
    expect({ file, napi: /#include\s*[<"](napi|node|uv|v8)/.test(text) }).toEqual({ file, napi: false })
  }
})

test('no build file asks for fast math or the build machine', () => {
  for (const file of ['CMakeLists.txt', 'binding.gyp']) {
    expect(readFileSync(path.join(root, file), 'utf8')).not.toMatch(/ffast-math|Ofast|march=native/)
  }
})

test('the declared surface is the exported one', () => {
  const declared: Record<keyof NativeAddon, true> = {
    cpu: true,
    kMeans: true,
    pointwiseInformation: true,
    silhouettes: true,
    separation: true,
    pairHistograms: true,
    connectedComponents: true,
    collapse: true,
    singularValues: true,
    estimate: true,
    informationDifference: true,
    logDensity: true,
    peak: true,
    gaussianCeiling: true,
    ksg: true,
    slicedKsg: true,
    nearestEntropy: true,
    pairwiseInformation: true,
    gaussianLogDeterminants: true,
    kernelDensityEntropy: true,
    fillNormals: true,
    normalQuantile: true,
    fillBits: true,
  }
  const exported = Object.getOwnPropertyNames(addon())
  expect(exported.sort()).toEqual(Object.keys(declared).sort())
})
