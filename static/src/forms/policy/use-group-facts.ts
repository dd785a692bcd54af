import type { DescribedGroupView, GroupOpenView } from '#contract/views';
import { callAdmin } from '../../api/callers';
import { type Load, useLoad } from '../../components/use-load';

/** Milliseconds: whoever types a filter, or turns pages, is let finish. */
const PAUSE = 250;
/** Which of them open a project takes many calls: several that are added one after another are asked for together. */
const PAUSE_FOR_ALL = 1_000;

export interface GroupFacts {
  /** Of those that are shown. */
  readonly described: Load<readonly DescribedGroupView[]>;
  /** Of a group that is listed; none where it opens no project. */
  readonly opens: ReadonlyMap<string, GroupOpenView>;
  /** Whether that is known at all, or still looked up. */
  readonly opensAre: 'known' | 'notKnown' | 'lookedUp';
}

/** What the site tells of listed groups: as many as are shown cost what that many do, however many are listed. */
export function useGroupFacts(
  connected: boolean,
  shown: readonly string[],
  listed: readonly string[],
): GroupFacts {
  const described = useLoad(
    connected && shown.length > 0
      ? () => callAdmin('admin.describeGroups', { groupIds: [...shown] })
      : undefined,
    shown.join(' '),
    { pause: PAUSE },
  );
  const opened = useLoad(
    connected && listed.length > 0
      ? () => callAdmin('admin.groupsOpen', { groupIds: [...listed] })
      : undefined,
    listed.join(' '),
    { pause: PAUSE_FOR_ALL },
  );
  const groups = opened.value?.groups;
  const failed = opened.error !== undefined || (opened.value !== undefined && !groups);
  return {
    described,
    opens: new Map(groups?.map((one) => [one.groupId, one])),
    opensAre: failed ? 'notKnown' : groups === undefined ? 'lookedUp' : 'known',
  };
}
