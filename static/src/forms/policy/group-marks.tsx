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
  const reasons = (why: readonly GroupProtection[]) => ({
    reasons: listBare(why.map(protectionInShort)),
  });
  return (
    <>
      {group.unlockedFor.length > 0 && (
        <Lozenge tone="warning" icon="warning">
          {inFull ? say('Unlocked: {reasons}', reasons(group.unlockedFor)) : say('Unlocked')}
        </Lozenge>
      )}
      {locked.length > 0 && (
        <Lozenge tone="danger" icon="lock">
          {inFull
            ? say('Protected: requests are refused ({reasons})', reasons(locked))
            : say('Protected')}
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
