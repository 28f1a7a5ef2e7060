import type { RunRecord } from '../../runs/schema'
import { type Html, html } from './html'

/** What was run, with what and where; all settings as they stand in run.json. */
export function settingsSection(record: RunRecord): Html {
  const { seed, data, backend, machine, versions, seconds, startedAt, endedAt } = record
  const facts: Record<string, string> = {
    Data: `${data.name}, ${data.inputs} inputs, SHA-256 ${data.sha256}`,
    ...record.summary,
    Seed: String(seed),
    'Training backend': backend === 'none' ? 'none needed' : backend,
    Machine: `${machine.cpu}, ${machine.cores} cores, ${machine.isa}, ${machine.platform}`,
    Versions: Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
    Time: `started ${startedAt}${endedAt === null ? '' : `, ended ${endedAt}`}; ${seconds.training.toFixed(0)} s of training, ${seconds.measuring.toFixed(0)} s of measuring`,
  }
  return html`
<h2>Settings and versions</h2>
<table class="facts"><tbody>${Object.entries(facts).map(
    ([name, text]) => html`<tr><th>${name}</th><td>${text}</td></tr>\n`,
  )}</tbody></table>
<details><summary>All settings</summary><pre>${JSON.stringify(record.settings, null, 2)}</pre></details>`
}
