import type { OutlivingLine } from '#contract/views';
import { untilWorkItem } from '#words/access-names';
import { sentenceStart } from '#words/listing';
import { say } from '#words/say';
import { stuckWords } from '#words/stuck-words';
import { dateAndTime } from '#words/time';

/** Until when somebody has it, or was to have it. */
export function outlivingUntil({ endsAt, workItem }: OutlivingLine): string {
  if (endsAt === undefined) return say('no end');
  return workItem === undefined ? dateAndTime(endsAt) : untilWorkItem(workItem, endsAt);
}

/** Why it is not ended yet, or stays, and who can mend that. Undefined where nothing is in its way. */
export function whyItStays({
  standing,
  cause,
  keptBy,
}: Pick<OutlivingLine, 'standing' | 'cause' | 'keptBy'>):
  | { readonly why: string; readonly remedy: string }
  | undefined {
  if (keptBy === 'otherSite') return asSaid(stuckWords('otherSite'));
  if (keptBy === 'unproved') return asSaid(stuckWords('unproved'));
  if (standing !== 'late') return undefined;
  return cause === undefined
    ? { why: say('It is ended next.'), remedy: '' }
    : asSaid(stuckWords(cause));
}

const asSaid = ({ why, remedy }: { readonly why: string; readonly remedy: string }) => ({
  why: say('{why}.', { why: sentenceStart(why) }),
  remedy,
});

/** How it stands, in a word. */
export function outlivingStanding({ standing, keptBy }: OutlivingLine): string {
  if (keptBy !== undefined) return say('Stays');
  switch (standing) {
    case 'active':
      return say('Active');
    case 'ending':
      return say('Being taken back');
    case 'late':
      return say('Could not be ended so far');
  }
}
