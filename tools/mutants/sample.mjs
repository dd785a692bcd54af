import { createHash } from 'node:crypto';

/** Whether a fault is of the sample: by what it is and where, so that the same seed picks the same again. */
export function isInSample({ share, seed }, { fileName, mutatorName, replacement, line, column }) {
  if (share >= 1) return true;
  const name = [seed, fileName, line, column, mutatorName, replacement].join('\n');
  const drawn = createHash('sha256').update(name).digest().readUInt32BE() / 2 ** 32;
  return drawn < share;
}
