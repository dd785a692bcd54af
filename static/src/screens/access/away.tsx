import type { AwayView } from '#contract/views';
import { say } from '#words/say';
import { dateAndTime } from '#words/time';
import { callAccess } from '../../api/callers';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { Loaded } from '../../components/loaded';
import { useCall } from '../../components/use-call';
import { useLoad } from '../../components/use-load';
import { AwayForm } from '../../forms/away/away-form';

/** When the reader is away, and who decides for them; and for whom they decide. */
export function Away() {
  const load = useLoad(() => callAccess('access.away', {}));
  return (
    <Loaded load={load}>
      {(view) => (
        <div class="stack">
          <p>
            {say(
              'While you are away, somebody else decides what waits for you, where they may: they have to see the work item, and must not gain by it. Where they can’t, you go on being asked.',
            )}
          </p>
          {view.standsFor.map(({ person, from, until }) => (
            <p key={person.accountId}>
              {say('You decide for {name}, from {from} until {until}.', {
                name: person.displayName,
                from: dateAndTime(from),
                until: dateAndTime(until),
              })}
            </p>
          ))}
          {view.unreadable > 0 && (
            <p class="subtle">
              {say(
                '{count, plural, one {For one more person it can’t be read whether you decide for them.} other {For # more people it can’t be read whether you decide for them.}} A Jira admin sees why under Needs a look.',
                { count: view.unreadable },
              )}
            </p>
          )}
          {view.own === undefined ? (
            <AwayForm now={view.now} onSet={(next) => load.change(() => next)} />
          ) : (
            <SetAway own={view.own} onBack={(next) => load.change(() => next)} />
          )}
        </div>
      )}
    </Loaded>
  );
}

function SetAway({
  own,
  onBack,
}: {
  readonly own: NonNullable<AwayView['own']>;
  readonly onBack: (view: AwayView) => void;
}) {
  const ending = useCall(() => callAccess('access.endAway', {}), onBack);
  return (
    <div class="stack-tight">
      <p>
        <strong>
          {say('{name} decides for you, from {from} until {until}.', {
            name: own.deputy.displayName,
            from: dateAndTime(own.from),
            until: dateAndTime(own.until),
          })}
        </strong>
      </p>
      <div class="row">
        <Button
          busy={ending.running ? say('Ending…') : undefined}
          onClick={() => void ending.run()}
        >
          {say('I decide myself again')}
        </Button>
      </div>
      <ErrorMessage error={ending.error} />
    </div>
  );
}
