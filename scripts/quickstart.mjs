import { inRoot } from './paths.mjs'
import { setup } from './setup/setup.mjs'

const { ok } = await setup()
if (ok) {
  // In this very process: Ctrl-C then reaches the run itself, once.
  process.argv = [process.execPath, inRoot('dist/cli/main.js'), 'run', 'szt', ...process.argv.slice(2)]
  await import('../dist/cli/main.js')
} else {
  process.exitCode = 1
}
