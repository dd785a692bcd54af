/** What a database is, where it is none of this platform's, or not of this version's. */
export class StrangeDatabase extends Error {
  override readonly name = 'StrangeDatabase';

  constructor(readonly kind: 'foreign' | 'otherVersion' | 'empty') {
    super(`The database is ${kind}`);
  }
}

/** Primary result codes of SQLite (doc: result codes). */
const SQLITE = {
  busy: 5,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
} as const;

/** Of Node's errors of the system, and of SQLite's. */
interface FailedCall {
  readonly code?: string;
  readonly errcode?: number;
  readonly syscall?: string;
  readonly port?: number;
}

/**
 * What is wrong with the file that everything is kept in, or with the port, and the one thing to do about it. Undefined
 * for everything else that goes wrong.
 */
export function startupErrorOf(error: unknown, file: string): string | undefined {
  const startOver = `“npm start -- --fresh” throws it away and starts a new company`;
  if (error instanceof StrangeDatabase) {
    switch (error.kind) {
      case 'foreign':
        return `${file} is a database of another program: move it somewhere else, and start again.`;
      case 'otherVersion':
        return `${file} was made by another version of this platform, which keeps its company in another form: start that version, or ${startOver}.`;
      case 'empty':
        return `${file} is empty, and no company is left in it: put a copy of yours in its place, or ${startOver}.`;
    }
  }
  const { code, errcode, syscall, port } = error as FailedCall;
  if (syscall === 'listen')
    return `Port ${port} can’t be had (${code}): choose another one, with “npm start -- --port 4000”.`;
  const cannotWrite = `${file} can’t be written: make it and its folder writable for you (chmod u+w), and start again.`;
  const isFull = `There is no room left on the disk of ${file}: free some, and start again; what was saved is still there.`;
  if (code === 'ENOSPC' || code === 'EDQUOT') return isFull;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return cannotWrite;
  if (code === 'EISDIR') return `${file} is a folder: move it somewhere else, and start again.`;
  // Folders are made as they are needed: one that can't be is a link to nowhere.
  if (code === 'ENOENT' || code === 'ELOOP')
    return `The folder of ${file} is a link to nothing: put in place what it leads to, or remove the link, and start again.`;
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return `The folder of ${file} is a file: move it somewhere else, and start again.`;
  // Extended codes have the primary one in their lowest byte.
  switch (errcode === undefined ? undefined : errcode & 0xff) {
    case SQLITE.notADatabase:
      return `${file} is no database: move it somewhere else to keep it, or ${startOver}.`;
    case SQLITE.corrupt:
      return `${file} is damaged and can’t be read: put a copy of yours in its place, or ${startOver}.`;
    case SQLITE.readOnly:
    case SQLITE.cannotOpen:
      return cannotWrite;
    case SQLITE.full:
      return isFull;
    case SQLITE.ioError:
      return `${file} can’t be read or written, the disk says: look whether the disk is full or gone, and start again.`;
    case SQLITE.busy:
      return `${file} is in use by another program: close that, and start again.`;
    default:
      return undefined;
  }
}
