import '../../components/group-list.css';
import type { ProtectionView } from '#contract/views';
import { callAdmin } from '../../api/call-admin';
import { Button } from '../../components/button';
import { Disclosed } from '../../components/disclosed';
import { ErrorMessage } from '../../components/error-message';
import { SectionMessage } from '../../components/section-message';
import { useLoad } from '../../components/use-load';
import { Waiting } from '../../components/waiting';
import { When } from '../../components/when';
import { explainDoubt, protectionInShort } from '../../words/protection';

/** What is protected on the site, by which way that is known, and when it was looked at. */
export function ProtectedGroups() {
  return <Disclosed label="Show the protected groups">{() => <ProtectedList />}</Disclosed>;
}

function ProtectedList() {
  const load = useLoad(() => callAdmin('admin.protection', {}));
  if (load.value === undefined && load.error === undefined)
    return <Waiting>Asking the site…</Waiting>;
  return (
    <div class="stack-tight">
      <ErrorMessage error={load.error} />
      {load.value !== undefined && <Found view={load.value} />}
      <div>
        <Button busy={load.loading ? 'Asking the site…' : undefined} onClick={load.reload}>
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
