import { spawn } from 'node:child_process'
import { root } from './paths.mjs'

const running = new Set()

/** Whatever is still running when this process has to go, goes too: children lead their own process groups. */
function endGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
}

const endSignals = { SIGINT: 130, SIGTERM: 143 }

function endAll(signal) {
  for (const child of running) endGroup(child)
  process.exit(endSignals[signal])
}

function started(child) {
  if (running.size === 0) for (const signal of Object.keys(endSignals)) process.on(signal, endAll)
  running.add(child)
}

function ended(child) {
  running.delete(child)
  if (running.size === 0) for (const signal of Object.keys(endSignals)) process.off(signal, endAll)
}

/**
 * Runs a command without standard input and collects what it prints. Never rejects: a command that can't be
 * started has code 127. After `minutes` it is killed with all its children and `timedOut` is set.
 */
export function run(command, args, { cwd = root, environment = process.env, minutes = 30 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: environment,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let output = ''
    let timedOut = false
    started(child)
    const deadline = setTimeout(() => {
      timedOut = true
      endGroup(child)
    }, minutes * 60_000)
    const finish = (code, note = '') => {
      clearTimeout(deadline)
      ended(child)
      if (timedOut) note = `\nkilled: it ran longer than ${minutes} minutes`
      resolve({ code, stdout, output: output + note, timedOut })
    }
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text
      output += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      output += text
    })
    child.on('error', (error) => finish(127, error.message))
    child.on('close', (code) => finish(code ?? 1))
  })
}

/** Runs a JavaScript file with this very Node. */
export const runNode = (file, args, options) => run(process.execPath, [file, ...args], options)
