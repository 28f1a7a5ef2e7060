import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { test } from 'node:test'
import { inRoot } from '../../scripts/paths.mjs'

const main = inRoot('dist/cli/main.js')

/** Runs the compiled command as a process of its own; `closeStdout`: nobody reads what it prints. */
function infoflow(args, { closeStdout = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    if (closeStdout) child.stdout.destroy()
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (text) => {
      stdout += text
    })
    child.stderr.on('data', (text) => {
      stderr += text
    })
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
  })
}

test('the command can be executed as a file', async () => {
  const { mode } = await stat(main)
  assert.equal(mode & 0o111, 0o111)
})

test('bad usage ends with 2', async () => {
  const { code, stdout, stderr } = await infoflow(['run', 'szt', '--sgima', '1'])
  assert.equal(code, 2)
  assert.equal(stdout, '')
  assert.match(stderr, /unknown option '--sgima'/)
})

test('a reader that goes away ends it quietly', async () => {
  const { code, signal, stderr } = await infoflow(['--help'], { closeStdout: true })
  assert.deepEqual({ code, signal, stderr }, { code: 0, signal: null, stderr: '' })
})
