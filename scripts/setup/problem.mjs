/** Something that the set-up can't do by itself, with what a person can do about it, the likeliest remedy first. */
export class SetupProblem extends Error {
  constructor(message, remedies) {
    super(message)
    this.name = 'SetupProblem'
    this.remedies = remedies
  }
}

/** The message with its remedies numbered, one a line. */
export function explain({ message, remedies }) {
  return [message, ...remedies.map((remedy, i) => `  ${i + 1}. ${remedy}`)].join('\n')
}

/** The end of a command's output: enough to see what went wrong, not a screenful of progress. */
export const lastLines = (output, count = 25) => output.trimEnd().split('\n').slice(-count).join('\n')
