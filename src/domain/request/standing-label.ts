import type { IssueStanding } from './issue-standing';

/** doc: Jira issue context, status value: how its lozenge looks. */
export interface StandingLabel {
  readonly label: string;
  readonly type: 'default' | 'inprogress' | 'moved' | 'success';
}

const DAY_AND_MONTH = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

/** Two or three words, as there is no room for more. Dates are in UTC: the reader's time zone is not known here. */
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
