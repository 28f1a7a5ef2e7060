import { packageCommand } from '../paths.mjs'
import { runNode } from '../process.mjs'
import { biome, clangFormat } from '../style.mjs'
import { oneCheck } from './count.mjs'
import { googleTest } from './googleTest.mjs'
import { jest } from './jest.mjs'
import { nodeTest } from './nodeTest.mjs'

const check = { write: false }

/** Every suite of the project with the minutes it may take; quick ones first. */
export const suites = [
  {
    name: 'types',
    minutes: 2,
    run: async () => oneCheck(await runNode(packageCommand('typescript', 'tsc'), ['--noEmit', '-p', 'test'])),
  },
  {
    name: 'documentation',
    minutes: 2,
    run: async () => oneCheck(await runNode(packageCommand('typedoc'), [])),
  },
  { name: 'style, TypeScript', minutes: 1, run: async () => oneCheck(await biome(check)) },
  { name: 'style, C++', minutes: 2, run: async () => oneCheck(await clangFormat(check)) },
  {
    name: 'native, OpenMP',
    minutes: 8,
    run: (limits) => googleTest('test', ['-DINFOFLOW_OPENMP=ON'], limits),
  },
  {
    name: 'native, std::thread',
    minutes: 8,
    run: (limits) => googleTest('test-threads', ['-DINFOFLOW_OPENMP=OFF'], limits),
  },
  { name: 'set-up', minutes: 5, run: (limits) => nodeTest('test/setup', limits) },
  { name: 'package', minutes: 6, run: (limits) => nodeTest('test/package', limits) },
  { name: 'library', minutes: 12, run: jest },
]
