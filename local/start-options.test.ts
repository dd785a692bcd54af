import { describe, expect, it } from 'vitest';
import { readStartOptions } from './start-options';

describe('what stands behind npm start --', () => {
  it.each([
    [[], { port: 8080, fresh: false, follow: false }],
    [['--port', '0', '--fresh'], { port: 0, fresh: true, follow: false }],
    [['--no-fresh', '--follow', '--port=65000'], { port: 65_000, fresh: false, follow: true }],
  ])('%j', (args, options) => expect(readStartOptions(args)).toEqual(options));

  it.each([[['--help']], [['-h', '--port', '7']]])(
    '%j says what there is, and is no mistake',
    (args) =>
      expect(readStartOptions(args)).toEqual({
        says: expect.stringMatching(/--port NUMBER.*\n.*--fresh/),
        exitCode: 0,
      }),
  );

  it.each([
    [['--bogus'], /^Unknown option '--bogus'\.\n\n.*--fresh/s],
    [['extra'], /^Unexpected argument 'extra'\.\n\n.*--fresh/s],
    [['--port'], /^Option '--port <value>' argument missing\.\n\n.*--fresh/s],
    [['--port', '-1'], /^Option '--port' argument is ambiguous\.\n\n.*--fresh/s],
    [['--fresh=yes'], /^Option '--fresh' does not take an argument\.\n\n.*--fresh/s],
    [['--port', 'abc'], /^--port takes a number up to 65000, not "abc"\.$/],
    [['--port', ''], /^--port takes a number/],
    [['--port', '1.5'], /^--port takes a number/],
    [['--port', '65001'], /^--port takes a number/],
  ])('%j says in one sentence what is wrong', (args, says) => {
    const read = readStartOptions(args);
    expect(read).toEqual({ says: expect.stringMatching(says), exitCode: 2 });
  });
});
