import { say } from '#words/say';
import type { FileFault } from './read-policy';

/** What keeps a file from being read, where, and what to do. */
export function explainFileFault(why: FileFault): string {
  switch (why.fault) {
    case 'tooLarge':
      return say('It is larger than any policy: choose a file that was downloaded here.');
    case 'tooDeep':
      return say('It is nested deeper than any policy: choose a file that was downloaded here.');
    case 'empty':
      return say('It is empty.');
    case 'notYaml':
      return atLine(why.line, say('It is no YAML.'));
    case 'alias':
      return atLine(
        why.line,
        say('{path}: aliases, anchors and tags are not read. Write out what is meant.', {
          path: nameOf(why.path),
        }),
      );
    case 'noSuchField':
      return atLine(
        why.line,
        say('{path}: a policy has no such field. Take it out.', { path: nameOf(why.path) }),
      );
    case 'fieldTwice':
      return atLine(
        why.line,
        say('{path}: it is there twice. Take one out.', { path: nameOf(why.path) }),
      );
    case 'fieldMissing':
      return atLine(
        why.line,
        say('{path}: it is missing. Put it in, as in a file that was downloaded here.', {
          path: nameOf(why.path),
        }),
      );
    case 'notThis':
      return atLine(
        why.line,
        say('{path}: this can’t stand here. Compare with a file that was downloaded here.', {
          path: nameOf(why.path),
        }),
      );
    case 'tooMany':
      return atLine(
        why.line,
        say('{path}: there can be {most} at most.', { path: nameOf(why.path), most: why.most }),
      );
  }
}

const nameOf = (path: string): string => (path === '' ? say('The whole file') : path);

const atLine = (line: number | undefined, what: string): string =>
  line === undefined ? what : say('Line {line}: {what}', { line, what });
