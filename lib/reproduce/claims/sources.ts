/**
 * Where statements come from. This folder has all that is claimed, how it is decided and what is run for it: every
 * statement, rule, threshold and setting, a file for each item. What the authors did not publish is ours, and says so. To
 * change a threshold because of a verdict is to choose the verdict.
 */

/** The poster's text; the paper: Goldfeld et al., "Estimating Information Flow in Deep Neural Networks", ICML 2019. */
export const POSTER = 'poster'
/** What a figure of the poster shows, in our words. */
export const POSTER_FIGURE = "poster's figure, in our words"
/** What the paper's own experiments with estimators show, in our words. */
export const PAPER_FIGURE = "paper's figure, in our words"
