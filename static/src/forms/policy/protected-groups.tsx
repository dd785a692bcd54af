import { useEffect, useState } from 'preact/hooks';
import type { CallError } from '#contract/answer';
import type { ProtectionView } from '#contract/views';
import { callAdmin } from '../../api/call-admin';
import { Button } from '../../components/button';
import { Disclosed } from '../../components/disclosed';
import { ErrorMessage } from '../../components/error-message';
import { SectionMessage } from '../../components/section-message';
import { When } from '../../components/when';
import { explainDoubt, protectionInShort } from '../../words/protection';

/** What is protected on the site, by which way that is known, and when it was looked at. */
export function ProtectedGroups() {
  return <Disclosed label="Show the protected groups">{() => <ProtectedList />}</Disclosed>;
}

function ProtectedList() {
  const [view, setView] = useState<ProtectionView>();
  const [error, setError] = useState<CallError>();
  const [busy, setBusy] = useState(false);
  const load = async () => {
    setBusy(true);
    setError(undefined);
    const answer = await callAdmin('admin.protection', {});
    setBusy(false);
    if (answer.ok) setView(answer.value);
    else setError(answer.error);
  };
  useEffect(() => void load(), []);
  if (view === undefined && error === undefined) {
    return (
      <p class="loading" role="status">
        Asking the site…
      </p>
    );
  }
  return (
    <div class="stack-tight">
      {error !== undefined && <ErrorMessage error={error} />}
      {view !== undefined && <Found view={view} />}
      <div>
        <Button busy={busy ? 'Asking the site…' : undefined} onClick={() => void load()}>
          Look again
        </Button>
      </div>
    </div>
  );
}

function Found({ view: { at, doubt, groups } }: { readonly view: ProtectionView }) {
  return (
    <>
      {doubt !== undefined && (
        <SectionMessage tone="error" title="Not known: every group counts as protected" announce>
          <p>
            {explainDoubt(doubt)} Until it tells, no group is given or taken by request. See that
            the connection’s account is a member of a group that administers the site, then look
            again.
          </p>
        </SectionMessage>
      )}
      <p class="subtle">
        Looked at <When at={at} now={at} />. The app looks again before it changes anything.
      </p>
      <ul class="group-list" aria-label="Protected groups">
        {groups.map(({ groupId, name, protection }) => (
          <li key={groupId} class="group-row">
            <span class="group-row-name">{name}</span>
            <span class="small">{protection.map(protectionInShort).join(', ')}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
