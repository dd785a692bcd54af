import type { AllAwayView } from '#contract/views';
import type { StandIn } from '#domain/approval/stand-in';
import { say } from '#words/say';
import { dateAndTime } from '#words/time';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { LoadMore } from '../../components/load-more';
import { Section } from '../../components/section';
import { useCall } from '../../components/use-call';
import { usePages } from '../../components/use-pages';
import { Waiting } from '../../components/waiting';

/** Who is away, and who decides for them; an admin can end it. */
export function WhoIsAway() {
  const list = usePages<StandIn, AllAwayView>((at) => callAdmin('admin.away', at));
  const ending = useCall(
    (accountId: string) => callAdmin('admin.endAway', { accountId }),
    ({ accountId: ended }) =>
      list.change((page) => ({
        ...page,
        items: page.items.filter(({ person }) => person.accountId !== ended),
      })),
  );
  const { items, pages, hasMore, loading, error, reload } = list;
  const unreadable = (pages ?? []).reduce((sum, page) => sum + page.unreadable, 0);
  return (
    <Section id="away-title" title={say('Who is away')} kind="box">
      <ErrorMessage error={error} onRetry={reload} />
      {pages === undefined && loading && <Waiting>{say('Loading…')}</Waiting>}
      {pages !== undefined && items.length === 0 && !hasMore && (
        <p class="subtle">{say('Nobody has said that somebody else decides for them.')}</p>
      )}
      {unreadable > 0 && (
        <p class="subtle">
          {say(
            '{count, plural, one {For one more person it can’t be read who decides for them.} other {For # more people it can’t be read who decides for them.}} Under Needs a look you see why, and can end it.',
            { count: unreadable },
          )}
        </p>
      )}
      {items.length > 0 && (
        <ul class="stack-tight">
          {items.map(({ person, deputy, from, until }) => (
            <li key={person.accountId} class="row">
              <span>
                {say('{deputy} decides for {name}, from {from} until {until}.', {
                  deputy: deputy.displayName,
                  name: person.displayName,
                  from: dateAndTime(from),
                  until: dateAndTime(until),
                })}
              </span>
              <Button
                about={person.displayName}
                busy={ending.running ? say('Ending…') : undefined}
                onClick={() => void ending.run(person.accountId)}
              >
                {say('End it')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <LoadMore list={list} />
      <ErrorMessage error={ending.error} />
    </Section>
  );
}
