import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('worker.mjs', import.meta.url))

function answer(child, task) {
  return new Promise((resolve, reject) => {
    const ended = (code) => reject(new Error(`a worker ended with code ${code} at ${JSON.stringify(task)}`))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      resolve(message)
    })
    child.send(task)
  })
}

/** Has `count` processes take tasks from an iterator until it is done; `take` gets each task with its answer. */
export async function inProcesses(count, tasks, take) {
  const work = async () => {
    const child = fork(script)
    try {
      for (const task of tasks) take(task, await answer(child, task))
    } finally {
      child.kill()
    }
  }
  await Promise.all(Array.from({ length: count }, work))
}
