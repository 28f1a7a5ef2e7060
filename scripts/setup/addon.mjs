import { packageCommand } from '../paths.mjs'
import { runNode } from '../process.mjs'
import { fingerprint, isUpToDate, stampAs } from './fingerprint.mjs'
import { lastLines, SetupProblem } from './problem.mjs'

const PRODUCT = 'build/Release/infoflow.node'

/** The native addon, built by CMake for this machine. */
export async function ensureAddon({ environment }) {
  const sources = fingerprint(
    ['native/core', 'native/binding', 'native/sources.json', 'CMakeLists.txt', 'package-lock.json'],
    [process.platform, process.arch],
  )
  if (isUpToDate('addon', sources, PRODUCT)) return 'already built'
  const { code, output } = await runNode(packageCommand('cmake-js'), ['build'], { environment })
  if (code === 0) {
    stampAs('addon', sources)
    return `built ${PRODUCT}`
  }
  throw new SetupProblem(`The native addon could not be built:\n${lastLines(output)}`, [
    'No C++ compiler? Debian, Ubuntu: sudo apt-get install g++ make; Fedora: sudo dnf install gcc-c++ make; macOS: xcode-select --install',
    'A build folder from another place or compiler? Delete build/ and try again.',
  ])
}
