import { say } from '#words/say';
import { sayWithElements } from '../../components/say-with-elements';
import '../../components/group-list.css';
import type { ProtectionView } from '#contract/views';
import { listBare } from '#words/listing';
import { explainDoubt, protectionInShort } from '#words/protection';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { Disclosed } from '../../components/disclosed';
import { ErrorMessage } from '../../components/error-message';
import { SectionMessage } from '../../components/section-message';
import { useLoad } from '../../components/use-load';
import { Waiting } from '../../components/waiting';
import { When } from '../../components/when';

/** What is protected on the site, by which way that is known, and when it was looked at. */
export function ProtectedGroups() {
  return <Disclosed label={say('Show the protected groups')}>{() => <ProtectedList />}</Disclosed>;
}

function ProtectedList() {
  const load = useLoad(() => callAdmin('admin.protection', {}));
  if (load.value === undefined && load.error === undefined)
    return <Waiting>{say('Asking the site…')}</Waiting>;
  return (
    <div class="stack-tight">
      <ErrorMessage error={load.error} />
      {load.value !== undefined && <Found view={load.value} />}
      <div>
        <Button busy={load.loading ? say('Asking the site…') : undefined} onClick={load.reload}>
          {say('Look again')}
        </Button>
      </div>
    </div>
  );
}

function Found({ view: { at, doubt, groups, labelsAreWhole } }: { readonly view: ProtectionView }) {
  return (
    <>
      {doubt !== undefined && (
        <SectionMessage
          tone="error"
          title={say('Not known: every group counts as protected')}
          announce
        >
          <p>
            {say(
              '{doubt} Until it tells, no group is given or taken by request. Make sure that the connection’s account is a member of a group that administers the site, then look again.',
              { doubt: explainDoubt(doubt) },
            )}
          </p>
        </SectionMessage>
      )}
      <p class="subtle">
        {sayWithElements('Checked {when}. The app checks again before it changes anything.', {
          when: <When at={at} now={at} />,
        })}
      </p>
      {!labelsAreWhole && (
        <p class="subtle">
          {say(
            'The site has more groups than it tells at once: one that Jira only marks as giving administrative access may be missing here. It is protected all the same.',
          )}
        </p>
      )}
      <ul class="group-list" aria-label={say('Protected groups')}>
        {groups.map(({ groupId, name, protection }) => (
          <li key={groupId} class="group-row">
            <span class="group-row-name">{name}</span>
            <span class="small">{listBare(protection.map(protectionInShort))}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
