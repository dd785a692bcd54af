import { useEffect, useState } from 'preact/hooks';
import type { CallError } from '#contract/answer';
import type { SitePersonView } from '#contract/views';
import { callAdmin } from '../../api/call-admin';
import { Avatar } from '../../components/avatar';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { GrantNote } from '../../components/grant-note';
import { AccessLozenge } from './access-lozenge';
import { MembershipSection } from './membership-section';

/** Somebody as the connected site has them, and what the organization's key adds. */
export function PersonCard({
  accountId,
  hasKey,
  now,
}: {
  readonly accountId: string;
  readonly hasKey: boolean;
  readonly now: number;
}) {
  const [view, setView] = useState<SitePersonView>();
  const [error, setError] = useState<CallError>();
  const load = async () => {
    setError(undefined);
    const answer = await callAdmin('admin.person', { accountId });
    if (answer.ok) setView(answer.value);
    else setError(answer.error);
  };
  // Loaded once, and again by hand or after a change.
  useEffect(() => void load(), []);
  if (view === undefined) {
    return error === undefined ? (
      <p class="loading" role="status">
        Looking them up…
      </p>
    ) : (
      <ErrorMessage error={error}>
        <Button onClick={() => void load()}>Try again</Button>
      </ErrorMessage>
    );
  }
  const { person, active, groups } = view;
  return (
    <section class="box" aria-label={person.displayName}>
      <div class="actor">
        <Avatar name={person.displayName} url={person.avatarUrl} size={40} />
        <div class="actor-words">
          <strong>{person.displayName}</strong>
          {person.email !== undefined && <span class="subtle">{person.email}</span>}
        </div>
        {!hasKey && <AccessLozenge state={active ? 'active' : 'inactive'} />}
      </div>
      {error !== undefined && <ErrorMessage error={error} />}
      {hasKey && (
        <MembershipSection
          accountId={accountId}
          name={person.displayName}
          now={now}
          onChanged={() => void load()}
        />
      )}
      <h3>Groups</h3>
      {groups.length === 0 ? (
        <p class="subtle">In no group of the site.</p>
      ) : (
        <ul class="steps-list">
          {groups.map(({ groupId, name, grant }) => (
            <li key={groupId}>
              {name}
              {grant !== undefined && <GrantNote grant={grant} />}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
