import { loadDigits } from '../../data/mnist/mnistDigits'
import { loadBackend } from '../../training/backend'
import { MNIST_CLAIMS, MNIST_NETWORKS, MNIST_PUBLISHED, MNIST_SETTINGS } from '../claims/mnist'
import { type Item, judged } from '../item'
import { type DigitNetwork, digitNetwork, digitsHash } from './digitNetwork'
import { mnistFigures } from './figures/figures'

/** Real digits: how they gather by class in layers too wide for their information to be estimated. */
export const mnistItem: Item = {
  name: 'mnist',
  title: 'MNIST digits: clustering can be measured where information cannot',
  settings: MNIST_PUBLISHED,
  async reproduce({ mode, seeds, data, signal, onWarning, computed }) {
    const seed = seeds[0]!
    const trainingFiles = mode === 'full'
    const digits = await loadDigits({ from: data, seed, trainingFiles, signal, onProgress: onWarning })
    const { tf, name: backend } = await loadBackend({ onFallback: onWarning })
    const sha256 = digitsHash(digits)
    const networks: DigitNetwork[] = []
    for (const disturbance of MNIST_NETWORKS) {
      const settings = { ...MNIST_SETTINGS[mode], ...disturbance, seed }
      const { sigma, dropout } = disturbance
      const name = dropout > 0 ? `mnist-dropout-${dropout}` : `mnist-sigma-${sigma}`
      const train = (onShare: (share: number) => void) =>
        digitNetwork(tf, digits, settings, { signal, onShare })
      networks.push(await computed(name, { ...settings, backend, digits: sha256 }, train))
    }
    return { claims: judged(MNIST_CLAIMS, networks), figures: mnistFigures(networks) }
  },
}
