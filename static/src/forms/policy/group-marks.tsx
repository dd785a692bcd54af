import type { AdminGroupOption, RequestableGroupView } from '#contract/views';
import type { GroupProtection } from '#domain/protection/group-protection';
import { listBare } from '#words/listing';
import { protectionInShort } from '#words/protection';
import { say } from '#words/say';
import { Lozenge } from '../../components/lozenge';

/** What a listed group is protected for and not unlocked. */
export const lockedFor = (
  { unlockedFor }: RequestableGroupView,
  known: AdminGroupOption | undefined,
): readonly GroupProtection[] =>
  (known?.protection ?? []).filter((one) => one === 'notKnown' || !unlockedFor.includes(one));

/** Whether there is anything to know of it. */
export const isMarked = (
  group: RequestableGroupView,
  known: AdminGroupOption | undefined,
): boolean =>
  isLocked(group, known) || known?.looksLike !== undefined || known?.managedElsewhere === true;

/** Protected, or unlocked knowingly. */
export const isLocked = (
  group: RequestableGroupView,
  known: AdminGroupOption | undefined,
): boolean => lockedFor(group, known).length + group.unlockedFor.length > 0;

/** What an admin has to know of a listed group; `inFull` where there is room to say why. */
export function GroupMarks({
  group,
  known,
  inFull,
}: {
  readonly group: RequestableGroupView;
  readonly known: AdminGroupOption | undefined;
  readonly inFull: boolean;
}) {
  const locked = lockedFor(group, known);
  const isUnlocked = group.unlockedFor.length > 0;
  const reasons = (why: readonly GroupProtection[]) => ({
    reasons: listBare(why.map(protectionInShort)),
  });
  return (
    <>
      {isUnlocked && (inFull || locked.length === 0) && (
        <Lozenge tone="warning" icon="warning">
          {inFull ? say('Unlocked: {reasons}', reasons(group.unlockedFor)) : say('Unlocked')}
        </Lozenge>
      )}
      {locked.length > 0 && (
        <Lozenge tone="danger" icon="lock">
          {inFull
            ? say('Protected: requests are refused ({reasons})', reasons(locked))
            : lockedInShort(locked, isUnlocked)}
        </Lozenge>
      )}
      {known?.looksLike !== undefined && (
        <Lozenge tone="warning" icon="warning">
          {say('Looks like {name}', { name: known.looksLike.name })}
        </Lozenge>
      )}
      {known?.managedElsewhere === true && (
        <Lozenge tone="neutral" icon="info">
          {inFull ? say('Identity provider: can’t be changed') : say('Identity provider')}
        </Lozenge>
      )}
    </>
  );
}

/** An unlock covers what it was for, and nothing that the group has come to give since. */
function lockedInShort(locked: readonly GroupProtection[], isUnlocked: boolean): string {
  if (locked.includes('notKnown')) return say('Not known');
  return isUnlocked ? say('Locked again') : say('Protected');
}
