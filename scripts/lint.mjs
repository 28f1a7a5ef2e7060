import { style } from './style.mjs'

process.exitCode = (await style({ write: false })) ? 0 : 1
