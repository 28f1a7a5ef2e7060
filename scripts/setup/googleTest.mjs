import { ensureDebianLibrary } from './debianLibrary.mjs'

/** What the native tests are built with. */
export const ensureGoogleTest = (context) =>
  ensureDebianLibrary(context, {
    name: 'GoogleTest',
    cmakePackage: 'GTest',
    variables: ['GTEST_*', 'GMOCK_*'],
    debianPackages: ['libgtest-dev', 'googletest'],
    remedies: [
      'Debian, Ubuntu: sudo apt-get install libgtest-dev',
      'Fedora: sudo dnf install gtest-devel',
      'macOS: brew install googletest',
    ],
  })
