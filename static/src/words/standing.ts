import type { IssueStanding } from '#domain/request/issue-standing';
import { count } from './listing';
import { date } from './time';

/** How the access that was asked for in an issue stands, in a sentence. */
export function standingSentence(standing: IssueStanding): string {
  switch (standing.kind) {
    case 'nothingAsked':
      return 'Nobody has asked for access here.';
    case 'needsAttention':
      return `${requests(standing)} could not be carried out in full.`;
    case 'waiting':
      return `${requests(standing)} ${standing.count === 1 ? 'waits' : 'wait'} for a decision.`;
    case 'atWork':
      return `${requests(standing)} ${standing.count === 1 ? 'is' : 'are'} being carried out.`;
    case 'ends':
      return `Access that was given here ends on ${date(standing.at)}.`;
    case 'decided':
      return 'Nothing waits here.';
  }
}

const requests = ({
  count: some,
  atLeast,
}: {
  readonly count: number;
  readonly atLeast: boolean;
}) => `${atLeast ? 'At least ' : ''}${count(some, 'request')}`;
