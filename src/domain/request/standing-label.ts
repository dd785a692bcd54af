import type { IssueStanding } from './issue-standing';

/** doc: Jira issue context, status value: the looks of its lozenge. */
export interface StandingLabel {
  readonly label: string;
  readonly type: 'default' | 'inprogress' | 'moved' | 'success';
}

const DAY_AND_MONTH = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

/** Two or three words: there is no room for more, and nobody's time zone to go by. */
export function standingLabel(standing: IssueStanding): StandingLabel {
  switch (standing.kind) {
    case 'nothingAsked':
      return { label: 'Nothing asked', type: 'default' };
    case 'needsAttention':
      return { label: `${counted(standing)} failed`, type: 'moved' };
    case 'waiting':
      return { label: `${counted(standing)} waiting`, type: 'inprogress' };
    case 'atWork':
      return { label: `${counted(standing)} at work`, type: 'inprogress' };
    case 'ends':
      return { label: `Ends ${DAY_AND_MONTH.format(standing.at)}`, type: 'success' };
    case 'decided':
      return { label: 'Decided', type: 'default' };
  }
}

const counted = ({ count, atLeast }: { readonly count: number; readonly atLeast: boolean }) =>
  atLeast ? `${count}+` : `${count}`;
