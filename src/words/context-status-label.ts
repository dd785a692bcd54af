import type { ContextStatus } from '#domain/request/context-status';
import { say } from './say';

/** doc: Jira issue context, status value: the text of its lozenge, and its colour. */
export interface ContextStatusLabel {
  readonly label: string;
  readonly type: 'default' | 'inprogress' | 'moved' | 'success';
}

const DAY_AND_MONTH = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

/** Two or three words, as there is no room for more. Dates are in UTC: the reader's time zone is not known here. */
export function contextStatusLabel(status: ContextStatus): ContextStatusLabel {
  switch (status.kind) {
    case 'nothingAsked':
      return { label: say('No requests'), type: 'default' };
    case 'needsAttention':
      return { label: say('{many} failed', { many: counted(status) }), type: 'moved' };
    case 'overdue':
      return { label: say('Access overdue'), type: 'moved' };
    case 'missing':
      return { label: say('Access missing'), type: 'moved' };
    case 'waiting':
      return { label: say('{many} waiting', { many: counted(status) }), type: 'inprogress' };
    case 'atWork':
      return { label: say('{many} in progress', { many: counted(status) }), type: 'inprogress' };
    case 'ends':
      return {
        label: say('Ends {date}', { date: DAY_AND_MONTH.format(status.at) }),
        type: 'success',
      };
    case 'starts':
      return {
        label: say('Starts {date}', { date: DAY_AND_MONTH.format(status.at) }),
        type: 'inprogress',
      };
    case 'decided':
      return { label: say('Decided'), type: 'default' };
  }
}

const counted = ({ count, atLeast }: { readonly count: number; readonly atLeast: boolean }) =>
  atLeast ? `${count}+` : `${count}`;
