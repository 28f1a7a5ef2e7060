import { html } from './html'

/** How to read the page. */
export const GUIDE = html`
<h2>How to read this page</h2>
<p>Every hidden layer's output T is what its units give plus Gaussian noise of standard deviation σ, in training as in
measuring. I(X;T) is how much T tells about which input X it came from, I(Y;T) how much about its label Y, both in nats
(1 nat = 1.443 bits). X is uniform over the data set, so no layer can tell more than H(X) about the input, nor more than
H(Y) about the label; and no layer more than the layer before it.</p>
<p>Two errors are never mixed up. The <em>numerical</em> error (±) is how far a value may be from that of the Gaussian
mixture which the noisy passes make; more draws make it as small as one likes. The <em>interval</em> is for the
information itself, and includes that only so many noisy passes were made. It need not hold the value beside it, which is
the plug-in estimate, the information of that mixture: there both entropies come out too low, and where h(T|X) suffers
more, as it does in the deepest layers, I(X;T) comes out too high. Figures show the middle of the interval, and the
plug-in value beside it; where there is no interval, the plug-in value alone.</p>
<p>H(Bin(T)), the entropy of binned values, is no mutual information: it follows how the values cluster.</p>
<p>Every figure also lies beside this page as an SVG file, in the folder figures/.</p>`
