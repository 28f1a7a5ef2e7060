import { style } from './style.mjs'

process.exitCode = (await style({ write: true })) ? 0 : 1
