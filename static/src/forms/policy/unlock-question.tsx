import type { AdminGroupOption } from '#contract/views';
import { takesSiteAdministrator } from '#domain/protection/judge-protection';
import { explainProtection } from '#words/protection';
import { say } from '#words/say';
import { Button } from '../../components/button';
import { SectionMessage } from '../../components/section-message';

/** A protected group is unlocked by itself, knowingly. */
export function UnlockQuestion({
  group,
  onYes,
  onNo,
}: {
  readonly group: AdminGroupOption;
  readonly onYes: () => void;
  readonly onNo: () => void;
}) {
  const isKnown = !group.protection.includes('notKnown');
  return (
    <SectionMessage
      tone="warning"
      title={say('{name} is protected', { name: group.name })}
      announce
    >
      <p>{group.protection.map(explainProtection).join(' ')}</p>
      {isKnown && (
        <p>
          {say(
            'Once it is unlocked, a project lead’s approval is enough to make somebody a member. The unlock covers only what is said here: if the group comes to give more, it is locked again. The last member who can act is never removed.',
          )}
        </p>
      )}
      {isKnown && group.protection.some(takesSiteAdministrator) && (
        <p>{say('Only somebody who administers the site can save this.')}</p>
      )}
      <div class="row">
        {isKnown && (
          <Button kind="danger" onClick={onYes}>
            {say('Unlock {name}', { name: group.name })}
          </Button>
        )}
        <Button kind="subtle" onClick={onNo}>
          {say('Leave it protected')}
        </Button>
      </div>
    </SectionMessage>
  );
}
