import { say } from '#words/say';
import './integrations.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConnectionView } from '#contract/views';
import { Button } from '../../components/button';
import { Icon } from '../../components/icon';
import { Lozenge } from '../../components/lozenge';
import { SectionMessage } from '../../components/section-message';
import { ConnectForm } from '../../forms/connection/connect-form';
import { OrganizationSection } from '../../forms/organization/organization-section';
import { ConnectionDetails } from './connection-details';

export interface IntegrationsProps {
  readonly siteUrl: string | undefined;
  readonly connection: ConnectionView | undefined;
  readonly now: number;
  readonly policyIsEmpty: boolean;
  readonly onConnection: (connection: ConnectionView | undefined) => void;
  readonly onPolicy: () => void;
}

/** The list of integrations, and the one that was opened. */
export function Integrations(props: IntegrationsProps) {
  const [open, setOpen] = useState(false);
  const card = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !open) card.current?.focus();
    wasOpen.current = open;
  }, [open]);
  if (open) return <AtlassianCloud {...props} onBack={() => setOpen(false)} />;
  return (
    <section class="stack" aria-labelledby="integrations-title">
      <h2 id="integrations-title">{say('Integrations')}</h2>
      <div class="cards">
        <button type="button" class="card" ref={card} onClick={() => setOpen(true)}>
          <span class="card-mark">
            <Icon name="group" />
          </span>
          <span class="card-body">
            <strong>{say('Atlassian Cloud')}</strong>
            <ConnectionLozenge connection={props.connection} />
            <span class="subtle">
              {props.connection === undefined
                ? say('Add people to groups and project roles, and remove them.')
                : `${props.connection.siteName} · ${hostOf(props.connection.instanceUrl)}`}
            </span>
          </span>
        </button>
      </div>
    </section>
  );
}

function hostOf(url: string): string {
  return url.replace(/^https:\/\//, '');
}

function ConnectionLozenge({ connection }: { readonly connection: ConnectionView | undefined }) {
  if (connection === undefined) {
    return (
      <Lozenge tone="neutral" icon="minus">
        {say('Not connected')}
      </Lozenge>
    );
  }
  return connection.health.state !== 'failing' ? (
    <Lozenge tone="success" icon="check">
      {say('Connected')}
    </Lozenge>
  ) : (
    <Lozenge tone="danger" icon="warning">
      {say('Connected, but not working')}
    </Lozenge>
  );
}

/** A site that was renamed is connected again where it is now. */
function addressToConnect(connection: ConnectionView | undefined): string | undefined {
  if (connection === undefined || connection.health.state !== 'failing') {
    return connection?.instanceUrl;
  }
  const { problem } = connection.health;
  return problem.code === 'siteMoved' ? problem.to : connection.instanceUrl;
}

function AtlassianCloud(props: IntegrationsProps & { readonly onBack: () => void }) {
  const { connection, onConnection } = props;
  const [replacing, setReplacing] = useState(false);
  const [done, setDone] = useState<'connected' | 'replaced' | 'disconnected'>();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const settle = (how: typeof done, next: ConnectionView | undefined) => {
    setReplacing(false);
    setDone(how);
    onConnection(next);
    // The button that was pressed is gone.
    heading.current?.focus();
  };
  return (
    <section class="section section-page" aria-labelledby="cloud-title">
      <div>
        <Button kind="link" icon="back" onClick={props.onBack}>
          {say('Integrations')}
        </Button>
      </div>
      <div class="row">
        <h2 id="cloud-title" tabIndex={-1} ref={heading}>
          {say('Atlassian Cloud')}
        </h2>
        <ConnectionLozenge connection={connection} />
      </div>
      {done === 'disconnected' && (
        <SectionMessage tone="success" title={say('Disconnected')} announce>
          <p>
            {say(
              'The API token was deleted. To be thorough, revoke it in the Atlassian account too.',
            )}
          </p>
        </SectionMessage>
      )}
      {done !== undefined && done !== 'disconnected' && connection !== undefined && (
        <SectionMessage
          tone="success"
          title={
            done === 'connected'
              ? say('Connected to {siteName}', { siteName: connection.siteName })
              : say('Token replaced')
          }
          announce
        >
          <p>{say('The token was tested on the site and works.')}</p>
          {props.policyIsEmpty && (
            <p>
              {say('Next: choose which groups can be asked for.')}{' '}
              <Button kind="link" onClick={props.onPolicy}>
                {say('Open the access policy')}
              </Button>
            </p>
          )}
        </SectionMessage>
      )}
      {connection !== undefined && !replacing ? (
        <>
          <ConnectionDetails
            connection={connection}
            now={props.now}
            onChecked={onConnection}
            onReplace={() => {
              setDone(undefined);
              setReplacing(true);
            }}
            onDisconnected={() => settle('disconnected', undefined)}
          />
          <OrganizationSection
            organization={connection.organization}
            now={props.now}
            onConnection={onConnection}
          />
        </>
      ) : (
        <ConnectForm
          siteUrl={addressToConnect(connection) ?? props.siteUrl}
          email={connection?.email}
          replacing={connection !== undefined}
          onConnected={(next) => settle(connection === undefined ? 'connected' : 'replaced', next)}
          onCancel={connection === undefined ? undefined : () => setReplacing(false)}
        />
      )}
    </section>
  );
}
