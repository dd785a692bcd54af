import { say } from '#words/say';

/** Why a request goes on that waited for others: which version of the policy asks them no more. */
export const nobodyElseAsked = (version: number): string =>
  say(
    'It went on by itself then: version {version} of the access policy asks nobody else any more.',
    { version },
  );
