import { say } from '#words/say';

/** `Comparing with the site…`, and how much of it is done where that takes long. */
export function comparing(share: number | undefined): string {
  return share === undefined
    ? say('Comparing with the site…')
    : say('Comparing with the site… {percent} % of it has been read.', {
        percent: Math.floor(share * 100),
      });
}
