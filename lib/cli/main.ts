#!/usr/bin/env node
import { runCommandLine } from './commandLine'

// `infoflow … | head` closes stdout early: there is nobody left to tell, so end quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})
// Progress that nobody reads is no reason to stop a run.
process.stderr.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

void runCommandLine(process.argv.slice(2))
