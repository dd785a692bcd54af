import type { GrantView } from '#contract/views';
import { stuckWords } from '#domain/grant/stuck-words';
import { date, dateAndTime } from '../words/time';
import { Detail } from './detail';

/** How access that was given for a time stands. `brief`: why it is overdue is said elsewhere. */
export function GrantNote({
  grant,
  brief = false,
}: {
  readonly grant: GrantView;
  readonly brief?: boolean;
}) {
  if (grant.state === 'unreadable') {
    return (
      <Detail>
        When this access ends can’t be read. A Jira admin can fix it under “Needs a look”.
      </Detail>
    );
  }
  const when = <span title={dateAndTime(grant.at)}>{date(grant.at)}</span>;
  if (grant.state === 'overdue') {
    const words = grant.cause === undefined ? undefined : stuckWords(grant.cause);
    return (
      <Detail>
        <strong>Overdue since {when}</strong>
        {brief
          ? '.'
          : words === undefined
            ? ': it is ended next.'
            : `: ${words.why}. ${words.remedy}`}
      </Detail>
    );
  }
  const words = {
    active: 'Access ends on',
    ending: 'Access is being taken back. It was due to end on',
    superseded: 'Access has gone on under another request since',
    ended: 'Access ended on',
  }[grant.state];
  return (
    <Detail>
      {words} {when}.
    </Detail>
  );
}
