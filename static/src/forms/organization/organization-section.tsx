import { useRef, useState } from 'preact/hooks';
import type { ConnectionView } from '#contract/views';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { Confirm } from '../../components/confirm';
import { Facts } from '../../components/facts';
import { Lozenge } from '../../components/lozenge';
import { PersonName } from '../../components/person-name';
import { sayWithElements } from '../../components/say-with-elements';
import { Section } from '../../components/section';
import { SectionMessage } from '../../components/section-message';
import { useCall } from '../../components/use-call';
import { When } from '../../components/when';
import { OrganizationForm } from './organization-form';

export interface OrganizationSectionProps {
  readonly organization: ConnectionView['organization'];
  readonly now: number;
  readonly onConnection: (connection: ConnectionView) => void;
}

type Open = 'form' | 'removal' | undefined;

/** The key of the organization, which nobody needs: what it adds, and adding, replacing, removing it. */
export function OrganizationSection(props: OrganizationSectionProps) {
  const { organization } = props;
  const [open, setOpen] = useState<Open>();
  const [done, setDone] = useState<'added' | 'replaced' | 'removed'>();
  const heading = useRef<HTMLHeadingElement>(null);

  const settle = (how: typeof done, connection: ConnectionView) => {
    setOpen(undefined);
    setDone(how);
    props.onConnection(connection);
    // The button that was pressed is gone.
    heading.current?.focus();
  };
  const remove = useCall(
    () => callAdmin('organization.disconnect', {}),
    (connection) => settle('removed', connection),
  );
  const show = (what: Open) => {
    remove.clear();
    setDone(undefined);
    setOpen(what);
  };

  return (
    <Section
      id="organization-title"
      title={say('Organization API key (optional)')}
      kind="box"
      headingRef={heading}
      beside={
        organization === undefined ? (
          <Lozenge tone="neutral" icon="minus">
            {say('Not added')}
          </Lozenge>
        ) : (
          <Lozenge tone="success" icon="check">
            {say('Added')}
          </Lozenge>
        )
      }
    >
      <p>
        {sayWithElements(
          'It adds two things to {people}: when somebody was last active, and suspending and restoring their access. In requests it tells whose email address it is where a profile hides it. It is used for nothing else.',
          { people: <strong>{say('People')}</strong> },
        )}
      </p>
      {done !== undefined && <Done how={done} />}
      {organization !== undefined && (
        <Facts>
          <dt>{say('Organization')}</dt>
          <dd>{organization.name}</dd>
          <dt>{say('API key')}</dt>
          <dd>{say('Stored encrypted; nobody can read it back')}</dd>
          <dt>{say('Added')}</dt>
          <dd>
            {sayWithElements('{when} by {who}', {
              when: <When at={organization.connectedAt} now={props.now} />,
              who: <PersonName person={organization.connectedBy} />,
            })}
          </dd>
        </Facts>
      )}
      {open === 'form' ? (
        <OrganizationForm
          replacing={organization !== undefined}
          onSaved={(connection) =>
            settle(organization === undefined ? 'added' : 'replaced', connection)
          }
          onCancel={() => setOpen(undefined)}
        />
      ) : (
        <div class="row">
          <Button onClick={() => show('form')}>
            {organization === undefined ? say('Add key') : say('Replace key')}
          </Button>
          {organization !== undefined && (
            <Button
              kind="subtle"
              about={say('the organization API key')}
              expanded={open === 'removal'}
              onClick={() => show(open === 'removal' ? undefined : 'removal')}
            >
              {say('Remove…')}
            </Button>
          )}
        </div>
      )}
      {open === 'removal' && (
        <Confirm
          title={say('Remove the organization API key?')}
          yes={say('Remove key')}
          doing={say('Removing…')}
          no={say('Keep it')}
          call={remove}
          onYes={remove.run}
          onNo={() => setOpen(undefined)}
        >
          <p>
            {say(
              'It is deleted from Multiplier. Last active dates and the buttons to suspend and restore go away; whoever is suspended stays so.',
            )}
          </p>
        </Confirm>
      )}
    </Section>
  );
}

function Done({ how }: { readonly how: 'added' | 'replaced' | 'removed' }) {
  return (
    <SectionMessage
      tone="success"
      title={
        { added: say('Key added'), replaced: say('Key replaced'), removed: say('Key removed') }[how]
      }
      announce
    >
      <p>
        {how === 'removed'
          ? say('To be thorough, revoke it at admin.atlassian.com too.')
          : say('It was tested on the organization and works.')}
      </p>
    </SectionMessage>
  );
}
