import type { ComponentChildren } from 'preact';
import type { GrantView } from '#contract/views';
import { say } from '#words/say';
import { missingWords, stuckWords } from '#words/stuck-words';
import { dateAndTime } from '#words/time';
import { grantEnded } from '../words/grant-ended';
import { Detail } from './detail';
import { sayWithElements } from './say-with-elements';

/** How access that was given for a time stands. `brief`: why it is overdue, or missing, is said elsewhere. */
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
        {say('When this access ends can’t be read. A Jira admin can fix it under “Needs a look”.')}
      </Detail>
    );
  }
  const when = dateAndTime(grant.at);
  if (grant.state === 'overdue') {
    const words = grant.cause === undefined ? undefined : stuckWords(grant.cause);
    const overdue = <strong>{sayWithElements('Overdue since {when}', { when })}</strong>;
    return (
      <Detail>
        {brief
          ? sayWithElements('{overdue}.', { overdue })
          : words === undefined
            ? sayWithElements('{overdue}: it is ended next.', { overdue })
            : sayWithElements('{overdue}: {why}. {remedy}', {
                overdue,
                why: words.why,
                remedy: words.remedy,
              })}
      </Detail>
    );
  }
  if (grant.state === 'missing') {
    const missing = <strong>{sayWithElements('Not there since {when}', { when })}</strong>;
    return (
      <Detail>
        {brief
          ? sayWithElements('{missing}.', { missing })
          : grant.cause === undefined
            ? sayWithElements('{missing}: it is given back next.', { missing })
            : sayWithElements(
                '{missing}: it was to be given back, and could not be: {why}. {remedy}',
                { missing, ...missingWords(grant.cause) },
              )}
      </Detail>
    );
  }
  return <Detail>{told(grant, when)}</Detail>;
}

function told(
  grant: Exclude<GrantView, { readonly state: 'unreadable' | 'overdue' | 'missing' }>,
  when: string,
): ComponentChildren {
  switch (grant.state) {
    case 'active':
      if (grant.workItem !== undefined) {
        return sayWithElements('Access ends as {key} is done, at the latest on {when}.', {
          key: grant.workItem,
          when,
        });
      }
      return sayWithElements('Access ends on {when}.', { when });
    case 'ending':
      if (grant.returned === true) {
        return sayWithElements('Access is being taken back. It was returned on {when}.', { when });
      }
      if (grant.takenBack === true) {
        return sayWithElements('Access is being taken back. It was removed early on {when}.', {
          when,
        });
      }
      return sayWithElements('Access is being taken back. It was due to end on {when}.', { when });
    case 'superseded':
      return sayWithElements('Access has gone on under another request since {when}.', { when });
    case 'ended':
      return grantEnded(grant.why, when);
    case 'notGivenBack':
      return sayWithElements(
        'Access was gone, and could not be given back. It ended on {when}, as this approval does not give it any more. Ask again to have it.',
        { when },
      );
    case 'notProlonged':
      return sayWithElements(
        'Another request has given this access, and it ends with that one: as that was found on {when}, this request was not allowed to make it last longer. Ask again to have it for longer.',
        { when },
      );
  }
}
