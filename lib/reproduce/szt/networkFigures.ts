import { type CompressedNetwork, compressionFigure } from '../../report/figures/compression'
import { informationOfNetworks } from '../../report/figures/informationOfNetworks'
import { lossOfNetworks } from '../../report/figures/lossOfNetworks'
import type { Information } from '../../report/measurements'
import type { ItemFigure } from '../item'
import { compressionTable, informationTable, performanceTable, type Table, tableOfNetworks } from '../tables'
import type { TrainedNetwork, Variant } from './variant'

/** A variant with all its seeds. */
export interface TrainedVariant {
  variant: Variant
  networks: readonly TrainedNetwork[]
}

export function informationFigure(
  kinds: readonly TrainedVariant[],
  quantity: Information,
  marked: readonly number[] = [],
): ItemFigure {
  return {
    figure: informationOfNetworks(kinds.map(seeded), quantity, marked),
    table: tableOf(kinds, ({ run }) => informationTable(run, quantity)),
  }
}

export function lossFigure(kinds: readonly TrainedVariant[]): ItemFigure {
  return {
    figure: lossOfNetworks(kinds.map(seeded)),
    table: tableOf(kinds, ({ run }) => performanceTable(run)),
  }
}

export function compressionByLayer(kinds: readonly TrainedVariant[]): ItemFigure {
  return {
    figure: compressionFigure(
      kinds.map(({ variant, networks }) => ({ name: variant.name, networks: networks.map(compressed) })),
    ),
    table: tableOf(kinds, (network) => compressionTable(compressed(network))),
  }
}

const seeded = ({ variant, networks }: TrainedVariant) => ({
  name: variant.name,
  runs: networks.map(({ run }) => run),
})

function compressed({ seed, course }: TrainedNetwork): CompressedNetwork {
  const compressions = course.layers.map(({ compression }) => compression)
  return { seed, compressions, testLoss: course.losses.at(-1)!.test }
}

function tableOf(kinds: readonly TrainedVariant[], table: (network: TrainedNetwork) => Table): Table {
  return tableOfNetworks(
    kinds.flatMap(({ variant, networks }) =>
      networks.map((network) => ({ network: variant.name, seed: network.seed, table: table(network) })),
    ),
  )
}
