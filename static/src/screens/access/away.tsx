import { useState } from 'preact/hooks';
import type { AwayView } from '#contract/views';
import type { Person } from '#domain/action/person';
import { AWAY_AT_MOST_DAYS } from '#domain/approval/stand-in';
import { DAY } from '#domain/lib/time';
import { say } from '#words/say';
import { dateAndTime, days } from '#words/time';
import { callAccess } from '../../api/callers';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { Loaded } from '../../components/loaded';
import { MomentField } from '../../components/moment-field';
import { PersonPicker } from '../../components/person-picker';
import { useCall } from '../../components/use-call';
import { useLoad } from '../../components/use-load';

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

function AwayForm({
  now,
  onSet,
}: {
  readonly now: number;
  readonly onSet: (view: AwayView) => void;
}) {
  const [deputy, setDeputy] = useState<readonly Person[]>([]);
  const [from, setFrom] = useState(now);
  const [until, setUntil] = useState(now + 7 * DAY);
  const [isTried, setTried] = useState(false);
  const [chosen] = deputy;
  const sending = useCall(
    (deputyId: string) => callAccess('access.setAway', { deputyId, from, until }),
    onSet,
  );
  const wrongTime = !(until > from) || !(until > now);
  return (
    <div class="stack">
      <PersonPicker<Person>
        id="away-deputy"
        label={say('Who decides for you')}
        placeholder={chosen === undefined ? say('Name or email') : ''}
        error={isTried && chosen === undefined ? say('Choose who decides for you.') : undefined}
        single
        search={(query) => callAccess('access.searchPeople', { query })}
        picked={deputy}
        onChange={setDeputy}
      />
      <MomentField label={say('Away from')} at={from} onChange={setFrom} />
      <MomentField
        label={say('Back on')}
        at={until}
        error={
          isTried && wrongTime ? say('Choose an end that is later, and in the future.') : undefined
        }
        onChange={setUntil}
      />
      <p class="field-help">
        {say('For {days} at most. Nobody decides for whoever decides for you.', {
          days: days(AWAY_AT_MOST_DAYS),
        })}
      </p>
      <div class="row">
        <Button
          kind="primary"
          busy={sending.running ? say('Saving…') : undefined}
          onClick={() => {
            setTried(true);
            if (chosen !== undefined && !wrongTime) void sending.run(chosen.accountId);
          }}
        >
          {say('Save')}
        </Button>
      </div>
      <ErrorMessage error={sending.error} />
    </div>
  );
}
