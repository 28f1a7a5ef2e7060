import type { ItemFigure } from '../../item'
import type { DigitNetwork, DigitSnapshot } from '../digitNetwork'
import type { LayerMeasures } from '../layerMeasures'
import { networkName } from '../networkName'
import { networkPanels, type Panel } from './networkPanels'

/** How the networks do on digits that they were trained on, and on others. */
export function performanceFigure(networks: readonly DigitNetwork[]): ItemFigure {
  const parts = (name: string, of: (part: DigitSnapshot['test']) => number) => [
    { name: `${name} on test digits`, value: ({ test }: DigitSnapshot) => of(test) },
    {
      name: `${name} on training digits`,
      value: ({ train }: DigitSnapshot) => of(train),
      dashed: true as const,
    },
  ]
  const losses = networks.flatMap(({ snapshots }) =>
    snapshots.flatMap(({ train, test }) => [train.loss, test.loss]),
  )
  const range = { low: 10 ** Math.floor(Math.log10(Math.min(...losses))), high: 10, log: true as const }
  return {
    figure: networkPanels(
      networks,
      [
        {
          title: 'Loss',
          axis: 'cross-entropy (nats)',
          curves: parts('loss in nats', ({ loss }) => loss),
          range,
        },
        {
          title: 'Accuracy',
          axis: 'accuracy (fraction)',
          curves: parts('accuracy', ({ accuracy }) => accuracy),
          range: { low: 0, high: 1 },
        },
        {
          title: 'Accuracy from .9 on',
          axis: 'accuracy (fraction)',
          curves: parts('accuracy', ({ accuracy }) => (accuracy < 0.9 ? Number.NaN : accuracy)),
          range: { low: 0.9, high: 1 },
        },
      ],
      {
        name: 'performance',
        title: 'Loss and accuracy on digits',
        caption: `Solid: the ${networks[0]!.digits.test} test digits; dashed: up to 2000 of the ${networks[0]!.digits.train} training digits. One noisy pass of each; with dropout no unit is dropped here.`,
      },
    ),
    table: {
      columns: ['network', 'epoch', 'train_loss_nats', 'train_accuracy', 'test_loss_nats', 'test_accuracy'],
      rows: networks.flatMap((network) =>
        network.snapshots.map(({ epoch, train, test }) => [
          networkName(network),
          epoch,
          train.loss,
          train.accuracy,
          test.loss,
          test.accuracy,
        ]),
      ),
    },
  }
}

/** Cosines within classes and across them, a panel for each layer. */
export function cosinesFigure(networks: readonly DigitNetwork[]): ItemFigure {
  const found = networks.flatMap(({ snapshots }) =>
    snapshots.flatMap(({ layers }) => layers.flatMap(({ cosine }) => [cosine.within, cosine.across])),
  )
  const low = Math.min(0, Math.floor(10 * Math.min(...found)) / 10)
  return {
    figure: networkPanels(
      networks,
      layerPanels(networks, 'cosine (no unit)', { low, high: 1 }, [
        { name: 'cosine within classes', of: ({ cosine }) => cosine.within },
        { name: 'cosine across classes', of: ({ cosine }) => cosine.across, dashed: true },
      ]),
      {
        name: 'cosines',
        title: 'Digits of a class gather: cosine similarity over training',
        caption: `Mean cosine between what a layer makes of two test digits, S_l in one noisy pass: solid of one class, dashed of different ones. Where the two part, digits gather by their class.`,
      },
    ),
    table: layerTable(networks, ['within', 'across', 'gap_growth', 'gap_growth_standard_error'], (layer) => [
      layer.cosine.within,
      layer.cosine.across,
      layer.growth.value,
      layer.growth.standardError,
    ]),
  }
}

/** k-means with a cluster for each class: what it explains, and how it agrees with the classes. */
export function kMeansFigure(networks: readonly DigitNetwork[]): ItemFigure {
  const range = { low: 0, high: 1 }
  return {
    figure: networkPanels(
      networks,
      [
        ...layerPanels(networks, 'explained (fraction)', range, [
          { name: 'variance explained', of: ({ kMeans }) => kMeans.explained },
        ]),
        ...layerPanels(networks, 'agreement (no unit)', range, [
          { name: 'adjusted mutual information', of: ({ kMeans }) => kMeans.adjustedMutualInformation },
        ]),
      ],
      {
        name: 'k-means',
        title: 'k-means finds the classes',
        caption: `k-means with ten clusters of the test digits in each layer. Above: the part of the variance that the clusters explain. Below: their adjusted mutual information with the classes, 0 as by chance, 1 where they are the same.`,
      },
    ),
    table: layerTable(networks, ['explained', 'adjusted_mutual_information'], ({ kMeans }) => [
      kMeans.explained,
      kMeans.adjustedMutualInformation,
    ]),
  }
}

/** H(Bin(T_l)), which in so many dimensions has nothing to count. */
export function binnedFigure(networks: readonly DigitNetwork[]): ItemFigure {
  const n = networks[0]!.digits.measured
  const level = { value: Math.log(n), label: '' }
  return {
    figure: networkPanels(
      networks,
      layerPanels(networks, 'H(Bin(T)) (nats)', { low: 0, high: Math.ceil(Math.log(n)) }, [
        { name: 'H(Bin(T)) in nats, 30 edges:', of: ({ binned }) => binned.fine },
        { name: 'H(Bin(T)) in nats, two bins:', of: ({ binned }) => binned.coarse, dashed: true },
      ]).map((panel) => ({ ...panel, level })),
      {
        name: 'binned-entropy',
        title: 'Binned entropy counts the digits',
        caption: `Entropy of each layer's values rounded to bins: solid 30 edges on [−1, 1], dashed two bins. The thin line is log ${n} = ${Math.log(n).toFixed(3)} nats: a curve that lies on it says that no two digits share their bins, whatever the network does with them.`,
      },
    ),
    table: layerTable(networks, ['binned_30_edges_nats', 'binned_two_bins_nats'], ({ binned }) => [
      binned.fine,
      binned.coarse,
    ]),
  }
}

interface LayerCurve {
  name: string
  of(layer: LayerMeasures): number
  dashed?: true
}

function layerPanels(
  networks: readonly DigitNetwork[],
  axis: string,
  range: Panel['range'],
  curves: readonly LayerCurve[],
): Panel[] {
  return networks[0]!.snapshots[0]!.layers.map(({ layer, width }, l) => ({
    title: `layer ${layer} (${width} units)`,
    axis,
    range,
    curves: curves.map(({ of, ...look }) => ({ ...look, value: ({ layers }) => of(layers[l]!) })),
  }))
}

function layerTable(
  networks: readonly DigitNetwork[],
  columns: readonly string[],
  values: (layer: LayerMeasures) => number[],
): ItemFigure['table'] {
  return {
    columns: ['network', 'epoch', 'layer', 'units', ...columns],
    rows: networks.flatMap((network) =>
      network.snapshots.flatMap(({ epoch, layers }) =>
        layers.map((layer) => [networkName(network), epoch, layer.layer, layer.width, ...values(layer)]),
      ),
    ),
  }
}
