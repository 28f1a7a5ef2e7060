import { rangeError } from '../errors'
import type { Activation } from '../network/activation'
import { createNetwork, type NoisyNetwork } from '../network/noisyNetwork'
import type { RunContents } from '../runs/readRun'

/**
 * The network of a run of `runSzt` as it was at a snapshot.
 * @throws RangeError naming `epoch` where no parameters were kept, or not as many as the network has
 */
export function networkAt(
  { record: { settings, seed }, parameters }: RunContents,
  epoch: number,
): NoisyNetwork {
  const network = createNetwork({
    widths: settings.widths as number[],
    activation: settings.activation as Activation,
    sigma: settings.sigma as number,
    seed,
  })
  const kept = parameters.find((row) => row.epoch === epoch)?.parameters
  if (kept?.length !== network.parameters.length) {
    throw rangeError('epoch', `the run has no parameters of this network at epoch ${epoch}`)
  }
  network.parameters.set(kept)
  return network
}
