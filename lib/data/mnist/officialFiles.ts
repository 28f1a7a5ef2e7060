import type { PublishedFile } from '../download'

/** One of the four files of the MNIST database. */
export interface MnistFile {
  part: 'train' | 'test'
  holds: 'images' | 'labels'
  /** Of the IDX file; `.gz` is added where it is compressed. */
  name: string
  shape: readonly number[]
  /** SHA-256 of the IDX file, in hexadecimal. */
  sha256: string
  /** As it is published. */
  compressed: PublishedFile
}

const published = (name: string, bytes: number, sha256: string) => ({
  name,
  compressed: { name: `${name}.gz`, bytes, sha256 },
})

/** Sizes and checksums of the official files, which every mirror keeps. */
export const MNIST_FILES: readonly MnistFile[] = [
  {
    part: 'test',
    holds: 'images',
    shape: [10_000, 28, 28],
    sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    ...published(
      't10k-images-idx3-ubyte',
      1_648_877,
      '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6',
    ),
  },
  {
    part: 'test',
    holds: 'labels',
    shape: [10_000],
    sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
    ...published(
      't10k-labels-idx1-ubyte',
      4_542,
      'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
    ),
  },
  {
    part: 'train',
    holds: 'images',
    shape: [60_000, 28, 28],
    sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    ...published(
      'train-images-idx3-ubyte',
      9_912_422,
      '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
    ),
  },
  {
    part: 'train',
    holds: 'labels',
    shape: [60_000],
    sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
    ...published(
      'train-labels-idx1-ubyte',
      28_881,
      '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
    ),
  },
]

/** Copies of the official files that do not change. */
export const MNIST_MIRRORS: readonly string[] = [
  'https://ossci-datasets.s3.amazonaws.com/mnist/',
  'https://storage.googleapis.com/cvdf-datasets/mnist/',
]
