import { binnedAndClusters } from '../report/figures/binnedAndClusters'
import { binnedChanges } from '../report/figures/binnedChanges'
import { loadBackend } from '../training/backend'
import { DETERMINISTIC_CLAIMS, DETERMINISTIC_PUBLISHED, DETERMINISTIC_SETTINGS } from './claims/deterministic'
import { type DeterministicCourse, deterministicCourse } from './deterministic/course'
import { changesOf } from './deterministic/rules'
import type { Item } from './item'
import { judgedOverSeeds } from './overSeeds'
import type { Table } from './tables'

interface SeededCourse {
  seed: number
  of: DeterministicCourse
}

/** The 12-bit network without noise: what cannot move, and what binned entropy measures. */
export const deterministicItem: Item = {
  name: 'deterministic',
  title: 'The 12-bit network without noise',
  settings: DETERMINISTIC_PUBLISHED,
  async reproduce({ mode, seeds, signal, computed }) {
    const { tf, name: backend } = await loadBackend()
    const courses: SeededCourse[] = []
    for (const seed of seeds) {
      const settings = { ...DETERMINISTIC_SETTINGS[mode], seed }
      const of = await computed(`deterministic-seed${seed}`, { ...settings, backend }, (onShare) =>
        deterministicCourse(tf, settings, signal, onShare),
      )
      courses.push({ seed, of })
    }
    const { seed, of } = courses[0]!
    return {
      claims: judgedOverSeeds(DETERMINISTIC_CLAIMS, courses),
      figures: [
        { figure: binnedAndClusters(of, seed), table: momentsTable(courses) },
        {
          figure: binnedChanges(
            of.layers.map(({ layer }, l) => ({
              layer,
              changes: courses.flatMap(({ of }) => changesOf(of.layers[l]!.moments)),
            })),
          ),
          table: changesTable(courses),
        },
      ],
    }
  },
}

function momentsTable(courses: readonly SeededCourse[]): Table {
  return {
    columns: [
      'seed',
      'epoch',
      'layer',
      'binned_entropy_nats',
      'effective_clusters',
      'distinct_rows_float32',
      'distinct_rows_float64',
    ],
    rows: courses.flatMap(({ seed, of }) =>
      of.layers.flatMap(({ layer, moments }) =>
        moments.map(({ epoch, binned, clusters, distinct32, distinct64 }) => [
          seed,
          epoch,
          layer,
          binned,
          clusters,
          distinct32,
          distinct64,
        ]),
      ),
    ),
  }
}

function changesTable(courses: readonly SeededCourse[]): Table {
  return {
    columns: ['seed', 'layer', 'change_of_log_clusters_nats', 'change_of_binned_entropy_nats'],
    rows: courses.flatMap(({ seed, of }) =>
      of.layers.flatMap(({ layer, moments }) =>
        changesOf(moments).map(([clusters, binned]) => [seed, layer, clusters, binned]),
      ),
    ),
  }
}
