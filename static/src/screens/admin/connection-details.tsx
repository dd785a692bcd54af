import { useState } from 'preact/hooks';
import type { ConnectionView } from '#contract/views';
import { MINUTE } from '#domain/lib/time';
import { callAdmin } from '../../api/call-admin';
import { Actor } from '../../components/actor';
import { Button } from '../../components/button';
import { Confirm } from '../../components/confirm';
import { ErrorMessage } from '../../components/error-message';
import { Facts } from '../../components/facts';
import { PersonName } from '../../components/person-name';
import { SectionMessage } from '../../components/section-message';
import { useCall } from '../../components/use-call';
import { Since, When } from '../../components/when';
import { explainCredential } from '../../words/credential-problem';

const SOON = 5 * MINUTE;

const HEALTH: Readonly<Record<ConnectionView['health']['state'], string>> = {
  working: ': works',
  suspect: ': a call was rejected, and it is being looked into',
  failing: ': does not work',
};

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
        <SectionMessage tone="warning" title="This is another site than the one you are in">
          <p>
            People, groups and roles are changed on {connection.instanceUrl}, not on the site this
            Jira belongs to.
          </p>
        </SectionMessage>
      )}
      <div class="section section-box">
        <Actor person={connection.actsAs}>
          <span>
            Acts as <strong>{connection.actsAs.displayName}</strong>
          </span>
          <span class="subtle">{connection.email}</span>
        </Actor>
        <Facts>
          <dt>Site</dt>
          <dd>
            {connection.siteName} <span class="subtle">{connection.instanceUrl}</span>
          </dd>
          <dt>API token</dt>
          <dd>
            {connection.tokenKind === 'unscoped' ? 'Without scopes' : 'With scopes'}, stored
            encrypted; nobody can read it back
            {connection.tokenKind === 'scoped' && (
              <>
                . It can do everything but create accounts: Atlassian has no scope for that, so new
                accounts are not offered in requests. A token without scopes can.
              </>
            )}
          </dd>
          <dt>Connected</dt>
          <dd>
            <When at={connection.connectedAt} now={now} /> by{' '}
            <PersonName person={connection.connectedBy} />
          </dd>
          <dt>Last checked</dt>
          <dd>
            <span role="status">
              <When at={connection.health.checkedAt} now={now} />
              {HEALTH[connection.health.state]}
              {check.value !== undefined && ' (checked now)'}
            </span>
          </dd>
        </Facts>
        <Failing connection={connection} now={now} onReplace={props.onReplace} />
        <ErrorMessage error={check.error} />
        <div class="row">
          <Button busy={check.running ? 'Checking…' : undefined} onClick={check.run}>
            Check now
          </Button>
          <Button onClick={props.onReplace}>Replace token</Button>
          <Button kind="subtle" expanded={asking} onClick={() => setAsking(!asking)}>
            Disconnect…
          </Button>
        </div>
      </div>
      {asking && (
        <Confirm
          title="Disconnect Atlassian Cloud?"
          yes="Disconnect"
          doing="Disconnecting…"
          no="Stay connected"
          call={disconnect}
          onYes={disconnect.run}
          onNo={() => setAsking(false)}
        >
          <ul class="steps-list">
            <li>
              The API token is deleted from Multiplier
              {connection.organization === undefined ? '' : ', and the organization’s API key too'}.
            </li>
            <li>Nobody can ask for access until you connect again.</li>
            <li>
              Approved requests that are not finished wait. They go on by themselves when you
              connect the same site again, within seven days of their approval.
            </li>
            <li>
              Access that was given for a limited time is <strong>not</strong> taken back while
              disconnected; it is caught up when you connect again.
            </li>
            <li>Requests and the audit are kept.</li>
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
        The connection has not worked <Since at={health.since} now={now} />. {why}
      </p>
      <p>{next}</p>
      <p>
        Until it works, nothing is changed on the site: approved requests wait and go on by
        themselves, and access that is due to end is taken back late. Multiplier looks again by
        itself
        {health.nextLookAt > now + SOON ? (
          <>
            , next <When at={health.nextLookAt} now={now} />
          </>
        ) : (
          ' within minutes'
        )}
        .
      </p>
      {health.problem.code === 'siteMoved' && (
        <div>
          <Button onClick={onReplace}>Connect at the new address</Button>
        </div>
      )}
    </SectionMessage>
  );
}
