/**
 * What a suite found: tests that passed and failed, the names of those not run for want of ../shared/data, and
 * the output to show when something failed.
 */
export const counted = (passed, failed, output, notRun = []) => ({ passed, failed, notRun, output })

/** A suite that is one check: a command that succeeds or does not. */
export const oneCheck = ({ code, output }) => counted(code === 0 ? 1 : 0, code === 0 ? 0 : 1, output)

/** A suite that ended without saying what it found: one failure. */
export const couldNotRun = (output) => counted(0, 1, output)
