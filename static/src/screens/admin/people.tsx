import { useState } from 'preact/hooks';
import type { ConnectionView, PersonFound } from '#contract/views';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { PersonPicker } from '../../components/person-picker';
import { Section } from '../../components/section';
import { SectionMessage } from '../../components/section-message';
import { AccessLozenge } from './access-lozenge';
import { PersonCard } from './person-card';
import { WhoIsAway } from './who-is-away';

export interface PeopleProps {
  readonly connection: ConnectionView | undefined;
  readonly siteUrl: string | undefined;
  readonly now: number;
  readonly onIntegrations: () => void;
}

/** Looks somebody up: their groups and, with the organization's key, more. */
export function People({ connection, siteUrl, now, onIntegrations }: PeopleProps) {
  const [picked, setPicked] = useState<PersonFound>();
  const hasKey = connection?.organization !== undefined;
  const integrations = (
    <Button kind="link" onClick={onIntegrations}>
      {say('Open Integrations')}
    </Button>
  );
  if (connection === undefined) {
    return (
      <Section id="people-title" title={say('People')} kind="page">
        <SectionMessage tone="info" title={say('Not connected')}>
          <p>
            {say('People are looked up on the connected Atlassian Cloud site.')} {integrations}
          </p>
        </SectionMessage>
        <WhoIsAway />
      </Section>
    );
  }
  return (
    <Section id="people-title" title={say('People')} kind="page">
      <p>
        {hasKey
          ? say(
              'Look somebody up: whether they are active, when they last were, and which groups they are in. Their access can be suspended and restored.',
            )
          : say('Look somebody up: whether they are active, and which groups they are in.')}
      </p>
      {!hasKey && (
        <p class="subtle">
          {say(
            'An organization API key adds last active dates, and suspending and restoring access.',
          )}{' '}
          {integrations}
        </p>
      )}
      <PersonPicker<PersonFound>
        id="people-person"
        label={say('Person')}
        placeholder={picked === undefined ? say('Name or email') : ''}
        single
        search={(query) => callAdmin('admin.findPeople', { query })}
        beside={({ state }) => state !== 'active' && <AccessLozenge state={state} />}
        picked={picked === undefined ? [] : [picked]}
        onChange={([person]) => setPicked(person)}
      />
      {picked !== undefined && (
        <PersonCard
          key={picked.accountId}
          accountId={picked.accountId}
          hasKey={hasKey}
          siteUrl={siteUrl}
          now={now}
        />
      )}
      <WhoIsAway />
    </Section>
  );
}
