import { ensureDebianLibrary } from './debianLibrary.mjs'

/** What the native benchmarks are built with. */
export const ensureGoogleBenchmark = (context) =>
  ensureDebianLibrary(context, {
    name: 'Google Benchmark',
    cmakePackage: 'benchmark',
    variables: [],
    debianPackages: ['libbenchmark-dev', 'libbenchmark1debian'],
    remedies: [
      'Debian, Ubuntu: sudo apt-get install libbenchmark-dev',
      'Fedora: sudo dnf install google-benchmark-devel',
      'macOS: brew install google-benchmark',
    ],
  })
