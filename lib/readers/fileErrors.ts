import { failure, type InfoflowError } from '../errors'

/** ERR_INFOFLOW_FILE_FORMAT at a byte of a file, or of an entry in an archive. */
export function formatError(
  { file, entry }: { file: string; entry?: string },
  offset: number,
  problem: string,
  cause?: unknown,
): InfoflowError {
  const where = entry === undefined ? `byte ${offset}` : `byte ${offset} of ${entry}`
  return failure('ERR_INFOFLOW_FILE_FORMAT', `${file}, ${where}: ${problem}`, { cause })
}

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file; check the path',
  EACCES: 'it may not be read; check its permissions',
  EPERM: 'it may not be read; check its permissions',
}

/** ERR_INFOFLOW_FILE_ACCESS for what the operating system says of a file. */
export function accessError(file: string, cause: unknown): InfoflowError {
  const { code, message } = cause as NodeJS.ErrnoException
  return failure('ERR_INFOFLOW_FILE_ACCESS', `${file}: ${REASONS[code ?? ''] ?? message}`, { cause })
}
