import { chmod, cp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { inRoot, packageCommand } from '../paths.mjs'
import { runNode } from '../process.mjs'
import { fingerprint, isUpToDate, stampAs } from './fingerprint.mjs'
import { lastLines, SetupProblem } from './problem.mjs'

/** lib/ compiled to dist/. It appears in one go: a process that runs from dist/ never meets half of it. */
export async function ensureTypeScript() {
  const sources = fingerprint(['lib', 'tsconfig.json', 'package-lock.json'])
  if (isUpToDate('typescript', sources, 'dist/index.js')) return 'already compiled'
  const fresh = inRoot(`dist.${process.pid}`)
  try {
    const { code, output } = await runNode(packageCommand('typescript', 'tsc'), ['--outDir', fresh])
    if (code !== 0) {
      throw new SetupProblem(`TypeScript does not compile:\n${lastLines(output)}`, [
        'Mend the errors above; npm run typecheck shows them all.',
      ])
    }
    await chmod(join(fresh, 'cli/main.js'), 0o755)
    // The report's style sheet and script go along as they are.
    await cp(inRoot('lib'), fresh, { recursive: true, filter: (path) => !path.endsWith('.ts') })
    await rm(inRoot('dist'), { recursive: true, force: true })
    await rename(fresh, inRoot('dist'))
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
  stampAs('typescript', sources)
  return 'compiled to dist/'
}
