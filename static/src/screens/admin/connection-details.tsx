import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ConnectionView } from '#contract/views';
import { MINUTE } from '#domain/lib/time';
import { explainCredential } from '#words/credential-problem';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { Actor } from '../../components/actor';
import { Button } from '../../components/button';
import { Confirm } from '../../components/confirm';
import { ErrorMessage } from '../../components/error-message';
import { Facts } from '../../components/facts';
import { PersonName } from '../../components/person-name';
import { sayWithElements } from '../../components/say-with-elements';
import { SectionMessage } from '../../components/section-message';
import { useCall } from '../../components/use-call';
import { Since, When } from '../../components/when';

const SOON = 5 * MINUTE;

function checked({ state }: ConnectionView['health'], when: ComponentChildren): ComponentChildren {
  switch (state) {
    case 'working':
      return sayWithElements('{when}: works', { when });
    case 'suspect':
      return sayWithElements('{when}: a call was rejected, and it is being looked into', { when });
    case 'failing':
      return sayWithElements('{when}: does not work', { when });
  }
}

export interface ConnectionDetailsProps {
  readonly connection: ConnectionView;
  readonly now: number;
  readonly onChecked: (connection: ConnectionView) => void;
  readonly onReplace: () => void;
  readonly onDisconnected: () => void;
}

/** As whom and on which site the app acts, whether it works, and what can be done about it. */
export function ConnectionDetails(props: ConnectionDetailsProps) {
  const { connection, now } = props;
  const [asking, setAsking] = useState(false);
  const check = useCall(() => callAdmin('connection.check', {}), props.onChecked);
  const disconnect = useCall(() => callAdmin('connection.disconnect', {}), props.onDisconnected);

  return (
    <div class="stack">
      {!connection.sameSite && (
        <SectionMessage tone="warning" title={say('This is another site than the one you are in')}>
          <p>
            {say(
              'People, groups and roles are changed on {site}, not on the site this Jira belongs to.',
              { site: connection.instanceUrl },
            )}
          </p>
        </SectionMessage>
      )}
      <div class="section section-box">
        <Actor person={connection.actsAs}>
          <span>
            {sayWithElements('Acts as {name}', {
              name: <strong>{connection.actsAs.displayName}</strong>,
            })}
          </span>
          <span class="subtle">{connection.email}</span>
        </Actor>
        <Facts>
          <dt>{say('Site')}</dt>
          <dd>
            {connection.siteName} <span class="subtle">{connection.instanceUrl}</span>
          </dd>
          <dt>{say('API token')}</dt>
          <dd>
            {connection.tokenKind === 'unscoped'
              ? say('Without scopes, stored encrypted; nobody can read it back')
              : say(
                  'With scopes, stored encrypted; nobody can read it back. It can do everything but create accounts: Atlassian has no scope for that, so new accounts are not offered in requests. A token without scopes can.',
                )}
          </dd>
          <dt>{say('Connected')}</dt>
          <dd>
            {sayWithElements('{when} by {who}', {
              when: <When at={connection.connectedAt} now={now} />,
              who: <PersonName person={connection.connectedBy} />,
            })}
          </dd>
          <dt>{say('Last checked')}</dt>
          <dd>
            <span role="status">
              {checked(connection.health, <When at={connection.health.checkedAt} now={now} />)}
              {check.value !== undefined && <> {say('(checked now)')}</>}
            </span>
          </dd>
        </Facts>
        <Failing connection={connection} now={now} onReplace={props.onReplace} />
        <ErrorMessage error={check.error} />
        <div class="row">
          <Button busy={check.running ? say('Checking…') : undefined} onClick={check.run}>
            {say('Check now')}
          </Button>
          <Button onClick={props.onReplace}>{say('Replace token')}</Button>
          <Button kind="subtle" expanded={asking} onClick={() => setAsking(!asking)}>
            {say('Disconnect…')}
          </Button>
        </div>
      </div>
      {asking && (
        <Confirm
          title={say('Disconnect Atlassian Cloud?')}
          yes={say('Disconnect')}
          doing={say('Disconnecting…')}
          no={say('Stay connected')}
          call={disconnect}
          onYes={disconnect.run}
          onNo={() => setAsking(false)}
        >
          <ul class="steps-list">
            <li>
              {connection.organization === undefined
                ? say('The API token is deleted from Multiplier.')
                : say(
                    'The API token is deleted from Multiplier, and the organization’s API key too.',
                  )}
            </li>
            <li>{say('Nobody can ask for access until you connect again.')}</li>
            <li>
              {say(
                'Approved requests that are not finished wait. They go on by themselves when you connect the same site again, within seven days of their approval.',
              )}
            </li>
            <li>
              {sayWithElements(
                'Access that was given for a limited time is {not} taken back while disconnected; it is taken back once you connect again.',
                { not: <strong>{say('not')}</strong> },
              )}
            </li>
            <li>{say('Requests and the audit are kept.')}</li>
          </ul>
        </Confirm>
      )}
    </div>
  );
}

function Failing({
  connection,
  now,
  onReplace,
}: {
  readonly connection: ConnectionView;
  readonly now: number;
  readonly onReplace: () => void;
}) {
  const { health } = connection;
  if (health.state !== 'failing') return null;
  const { what, why, next } = explainCredential(health.problem);
  return (
    <SectionMessage tone="error" title={what} announce>
      <p>
        {sayWithElements('The connection has not worked {since}. {why}', {
          since: <Since at={health.since} now={now} />,
          why,
        })}
      </p>
      <p>{next}</p>
      <p>
        {say(
          'Until it works, nothing is changed on the site: approved requests wait and go on by themselves, and access that is due to end is taken back late.',
        )}{' '}
        {health.nextLookAt > now + SOON
          ? sayWithElements('Multiplier looks again by itself, next {when}.', {
              when: <When at={health.nextLookAt} now={now} />,
            })
          : say('Multiplier looks again by itself within minutes.')}
      </p>
      {health.problem.code === 'siteMoved' && (
        <div>
          <Button onClick={onReplace}>{say('Connect at the new address')}</Button>
        </div>
      )}
    </SectionMessage>
  );
}
