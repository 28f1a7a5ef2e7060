// Times public calls and prints JSON; a process of its own, so that INFOFLOW_ISA can choose the level. Usage:
// node calls.mjs SECONDS
import calls from '../dist/bench/measureCalls.js'

console.log(JSON.stringify(await calls.measureCalls({ seconds: Number(process.argv[2]) })))
