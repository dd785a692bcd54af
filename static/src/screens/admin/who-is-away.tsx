import { say } from '#words/say';
import { dateAndTime } from '#words/time';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { Loaded } from '../../components/loaded';
import { Section } from '../../components/section';
import { useCall } from '../../components/use-call';
import { useLoad } from '../../components/use-load';

/** Who is away, and who decides for them; an admin can end it. */
export function WhoIsAway() {
  const load = useLoad(() => callAdmin('admin.away', {}));
  const ending = useCall(
    (accountId: string) => callAdmin('admin.endAway', { accountId }),
    (all) => load.change(() => all),
  );
  return (
    <Section id="away-title" title={say('Who is away')} kind="box">
      <Loaded load={load}>
        {(all) =>
          all.length === 0 ? (
            <p class="subtle">{say('Nobody has said that somebody else decides for them.')}</p>
          ) : (
            <ul class="stack-tight">
              {all.map(({ person, deputy, from, until }) => (
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
          )
        }
      </Loaded>
      <ErrorMessage error={ending.error} />
    </Section>
  );
}
