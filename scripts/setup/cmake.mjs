import { delimiter, join } from 'node:path'
import { run } from '../process.mjs'
import { pinned, wheelFolder } from './wheel.mjs'

const OLDEST = [3, 20]

async function cmakeVersion(environment) {
  const { code, stdout } = await run('cmake', ['--version'], { environment })
  return code === 0 ? /(\d+)\.(\d+)\.\d+/.exec(stdout) : null
}

/** Without the pages of its help, most of its files. */
const wheel = {
  pin: pinned('cmake'),
  prefixes: [
    'cmake/data/bin/cmake',
    ...['Modules', 'Templates', 'include'].map((folder) => `cmake/data/share/cmake-4.1/${folder}/`),
  ],
}

/** CMake on the PATH of `environment`: the machine's own, else the one that PyPI has as a wheel. */
export async function ensureCMake(context) {
  const { environment } = context
  const own = await cmakeVersion(environment)
  if (own && (own[1] > OLDEST[0] || (Number(own[1]) === OLDEST[0] && own[2] >= OLDEST[1]))) {
    return `already there (${own[0]})`
  }
  const bin = join(await wheelFolder(context, wheel), 'cmake/data/bin')
  environment.PATH = [bin, environment.PATH].join(delimiter)
  const [version] = await cmakeVersion(environment)
  return `${version} from the Python package index, in ${bin}`
}
