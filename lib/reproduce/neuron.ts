import { pairwiseBounds } from '../bounds/pairwiseBounds'
import { clustersAtScale } from '../clustering'
import { type RunOptions, runNeuron } from '../experiments'
import { constellationFigure } from '../report/figures/constellation'
import { informationOverEpochs } from '../report/figures/informationOverEpochs'
import { outputsFigure } from '../report/figures/outputs'
import { performanceFigure } from '../report/figures/performance'
import { byLayer, drawn } from '../report/measurements'
import type { RunContents } from '../runs/readRun'
import { NEURON_CLAIMS, NEURON_PUBLISHED, NEURON_SETTINGS } from './claims/neuron'
import { type Item, type ItemFigure, judged } from './item'
import { nearestRows } from './nearestRows'
import type { NeuronCourse, NeuronMoment } from './neuronRules'
import { informationTable, performanceTable, scatterTable } from './tables'

/** Of the constellation: before training, while I(X;T) rises, and along its fall. */
const CHOSEN_EPOCHS = [0, 3, 20, 300, 2000, 100_000]

/** The poster's single neuron: I(X;T), I(Y;T) and loss over log epochs, and its four symbols. */
export const neuronItem: Item = {
  name: 'neuron',
  title: 'Single neuron: compression as symbols merge',
  settings: NEURON_PUBLISHED,
  async reproduce({ mode, seeds, trained }) {
    const settings = { ...NEURON_SETTINGS[mode], seed: seeds[0]! }
    const start = (options: RunOptions) => runNeuron(settings, options)
    const run = await trained('neuron', { experiment: 'neuron', settings, start })
    return { claims: judged(NEURON_CLAIMS, await courseOf(run)), figures: figuresOf(run) }
  },
}

function figuresOf(run: RunContents): ItemFigure[] {
  const rows = run.scatter
  const chosen = nearestRows(rows, CHOSEN_EPOCHS)
  return [
    { figure: informationOverEpochs(run, 'I(X;T)'), table: informationTable(run, 'I(X;T)') },
    { figure: informationOverEpochs(run, 'I(Y;T)'), table: informationTable(run, 'I(Y;T)') },
    { figure: performanceFigure(run), table: performanceTable(run) },
    { figure: outputsFigure(run, rows), table: scatterTable(run, rows) },
    { figure: constellationFigure(run, chosen, sigmaOf(run)), table: scatterTable(run, chosen) },
  ]
}

async function courseOf(run: RunContents): Promise<NeuronCourse> {
  const sigma = sigmaOf(run)
  const { 'I(X;T)': input, 'I(Y;T)': label } = byLayer(run)[0]!.information
  const course: NeuronMoment[] = []
  for (const [i, { epoch, estimate }] of input.entries()) {
    const symbols = run.scatter.find((row) => row.epoch === epoch)!.points
    const samples = { data: Float64Array.from(symbols), shape: [symbols.length, 1] as const }
    const { lower, upper } = (await pairwiseBounds(samples, { sigma })).mutualInformation
    const { count, labels } = await clustersAtScale(samples, { sigma })
    course.push({
      epoch,
      input: drawn(estimate),
      label: drawn(label[i]!.estimate),
      loss: run.history.find((row) => row.epoch === epoch)!.train.loss,
      clusters: Array.from({ length: count }, (_, k) => labels.filter((cluster) => cluster === k).length),
      pairwise: { low: lower, high: upper },
    })
  }
  return course
}

const sigmaOf = ({ record }: RunContents) => Number(record.settings.sigma)
