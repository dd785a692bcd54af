import { useRef, useState } from 'preact/hooks';
import type { MembershipView } from '#contract/views';
import type { SuspensionVerb } from '#domain/organization/suspension';
import { say } from '#words/say';
import { explainSuspension } from '#words/suspension-refusal';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { Facts } from '../../components/facts';
import { Loaded } from '../../components/loaded';
import { SectionMessage } from '../../components/section-message';
import { type Load, useLoad } from '../../components/use-load';
import { When } from '../../components/when';
import { SuspensionForm } from '../../forms/organization/suspension-form';
import { AccessLozenge } from './access-lozenge';
import { SuspendedBy } from './suspended-by';

export interface MembershipSectionProps {
  readonly accountId: string;
  readonly name: string;
  readonly now: number;
  readonly onChanged: () => void;
}

/** State and last activity in the organization, and the two things an admin can do about them. */
export function MembershipSection(props: MembershipSectionProps) {
  const { accountId } = props;
  const load = useLoad(() => callAdmin('organization.person', { accountId }), accountId);
  return (
    <Loaded load={load} waiting={say('Asking the organization…')}>
      {(view) => <Membership {...props} view={view} load={load} />}
    </Loaded>
  );
}

function Membership({
  accountId,
  name,
  now,
  onChanged,
  view,
  load,
}: MembershipSectionProps & {
  readonly view: MembershipView;
  readonly load: Load<MembershipView>;
}) {
  const [asking, setAsking] = useState<SuspensionVerb>();
  const [done, setDone] = useState<SuspensionVerb>();
  const status = useRef<HTMLDivElement>(null);
  const finish = (verb: SuspensionVerb) => {
    setAsking(undefined);
    setDone(verb);
    onChanged();
    load.reload();
    // The button that was pressed is gone.
    status.current?.focus();
  };
  const verb: SuspensionVerb = view.state === 'suspended' ? 'restore' : 'suspend';
  const allowed = view.verbs[verb];
  const why = allowed.allowed ? undefined : explainSuspension(allowed.why);
  return (
    <div class="stack" ref={status} tabIndex={-1}>
      <Facts>
        <dt>{say('Access')}</dt>
        <dd>
          <AccessLozenge state={view.state} />
          {view.state === 'suspended' && <SuspendedBy accountId={accountId} />}
        </dd>
        <dt>{say('Last active')}</dt>
        <dd>
          {view.lastActiveAt === undefined ? (
            say('Never seen in any app of the organization')
          ) : (
            <When at={view.lastActiveAt} now={now} />
          )}{' '}
          <span class="subtle">{say('(may be a day old)')}</span>
        </dd>
      </Facts>
      {done !== undefined && (
        <SectionMessage
          tone="success"
          title={done === 'suspend' ? say('Access suspended') : say('Access restored')}
          announce
        >
          <p>
            {done === 'suspend'
              ? say(
                  '{name} can’t use the organization’s apps any more. Groups and roles are kept, for when it is restored.',
                  { name },
                )
              : say(
                  '{name} can use the organization’s apps again, with the groups and roles from before.',
                  { name },
                )}
          </p>
        </SectionMessage>
      )}
      <ErrorMessage error={load.error} />
      {asking === undefined ? (
        <div class="row">
          <Button
            disabledReason={why && `${why.what} ${why.next}`}
            about={say('of {name}', { name })}
            onClick={() => {
              setDone(undefined);
              setAsking(verb);
            }}
          >
            {verb === 'suspend' ? say('Suspend access…') : say('Restore access…')}
          </Button>
        </div>
      ) : (
        <SuspensionForm
          verb={asking}
          accountId={accountId}
          name={name}
          onDone={() => finish(asking)}
          onCancel={() => setAsking(undefined)}
        />
      )}
    </div>
  );
}
