import { useState } from 'preact/hooks';
import type { ConnectionView, PersonFound } from '#contract/views';
import { callAdmin } from '../../api/call-admin';
import { Button } from '../../components/button';
import { Combobox } from '../../components/combobox';
import { PersonName } from '../../components/person-name';
import { PersonOption } from '../../components/person-option';
import { SectionMessage } from '../../components/section-message';
import { AccessLozenge } from './access-lozenge';
import { PersonCard } from './person-card';

export interface PeopleProps {
  readonly connection: ConnectionView | undefined;
  readonly now: number;
  readonly onIntegrations: () => void;
}

/** Looks somebody up: their groups and, with the organization's key, more. */
export function People({ connection, now, onIntegrations }: PeopleProps) {
  const [picked, setPicked] = useState<PersonFound>();
  const hasKey = connection?.organization !== undefined;
  const integrations = (
    <Button kind="link" onClick={onIntegrations}>
      Open Integrations
    </Button>
  );
  if (connection === undefined) {
    return (
      <section class="panel-box" aria-labelledby="people-title">
        <h2 id="people-title">People</h2>
        <SectionMessage tone="info" title="Not connected">
          <p>People are looked up on the connected Atlassian Cloud site. {integrations}</p>
        </SectionMessage>
      </section>
    );
  }
  return (
    <section class="panel-box" aria-labelledby="people-title">
      <h2 id="people-title">People</h2>
      <p>
        {hasKey
          ? 'Look somebody up: whether they are active, when they last were, and which groups they are in. Their access can be suspended and restored.'
          : 'Look somebody up: whether they are active, and which groups they are in.'}
      </p>
      {!hasKey && (
        <p class="subtle">
          An organization API key adds last active dates, and suspending and restoring access.{' '}
          {integrations}
        </p>
      )}
      <Combobox<PersonFound>
        id="people-person"
        label="Person"
        placeholder={picked === undefined ? 'Name or email' : ''}
        single
        search={(query) => callAdmin('admin.findPeople', { query })}
        keyOf={({ accountId }) => accountId}
        nameOf={({ displayName }) => displayName}
        drawOption={(person) => (
          <span class="row">
            <PersonOption person={person} />
            {person.state !== 'active' && <AccessLozenge state={person.state} />}
          </span>
        )}
        drawChip={(person) => <PersonName person={person} />}
        picked={picked === undefined ? [] : [picked]}
        onPick={setPicked}
        onRemove={() => setPicked(undefined)}
        nothingFound={(query) =>
          query === '' ? 'Type a name or an email.' : `Nobody called “${query}” was found.`
        }
      />
      {picked !== undefined && (
        <PersonCard key={picked.accountId} accountId={picked.accountId} hasKey={hasKey} now={now} />
      )}
    </section>
  );
}
