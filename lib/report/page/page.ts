import type { RunContents } from '../../runs/readRun'
import type { Figure } from '../figure'
import { attributionTables } from './attributionTables'
import { clusterTable } from './clusterTable'
import { estimateTable } from './estimateTable'
import { findings } from './findings'
import { GUIDE } from './guide'
import { html } from './html'
import { figureSection, NEEDS_JAVASCRIPT, pageWithFigures } from './pageWithFigures'
import { settingsSection } from './settings'

const STATUS_WORDS: Record<RunContents['record']['status'], string> = {
  finished: 'The run finished.',
  interrupted: 'The run was interrupted: this is what had been measured by then.',
  failed: 'The run failed: this is what had been measured by then.',
  running: 'The run had not ended when this page was written, or was killed.',
}

/** The report of a run as one HTML page that needs nothing else. */
export async function reportPage(run: RunContents, figures: readonly Figure[]): Promise<string> {
  const { record } = run
  const title = `infoflow: ${record.summary.Network ?? record.experiment}`
  return await pageWithFigures(
    title,
    html`<p class="subtitle">${record.data.name}. ${STATUS_WORDS[record.status]}${cutWords(run)}</p>
<h2>What this run shows</h2>
<ul>${findings(run).map((sentence) => html`<li>${sentence}</li>\n`)}</ul>
${NEEDS_JAVASCRIPT}
${figures.map(figureSection)}
${run.estimates.length > 0 ? estimateTable(run) : ''}
${run.clusters.length > 0 ? clusterTable(run) : ''}
${run.attribution.length > 0 ? attributionTables(run) : ''}
${GUIDE}
${settingsSection(record)}`,
  )
}

function cutWords({ cut }: RunContents): string {
  return cut.length === 0 ? '' : ` The last line of ${cut.join(', ')} was cut short and is left out.`
}
