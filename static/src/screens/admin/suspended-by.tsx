import type { Answer } from '#contract/answer';
import { type Suspended, suspendedBy } from '#domain/audit/suspended-by';
import { nameActor } from '#words/audit/audit-sentence';
import { say } from '#words/say';
import { dateAndTime } from '#words/time';
import { callAdmin } from '../../api/callers';
import { Detail } from '../../components/detail';
import { useLoad } from '../../components/use-load';

/** Events about one person are few; whoever suspends many others has more than are looked through. */
const PAGES = 5;

/** By whom, when and why somebody was suspended, as far as the audit has it. Nothing where it could not be found out. */
export function SuspendedBy({ accountId }: { readonly accountId: string }) {
  const { value: found } = useLoad(() => find(accountId), accountId);
  if (found === undefined) return null;
  if (found === 'elsewhere') {
    return <Detail>{say('Not by this app: at admin.atlassian.com, for example.')}</Detail>;
  }
  return (
    <Detail>
      {say('By {name} on {date}: “{reason}”', {
        name: nameActor(found.actor),
        date: dateAndTime(found.at),
        reason: found.reason,
      })}
    </Detail>
  );
}

async function find(accountId: string): Promise<Answer<Suspended | 'elsewhere' | undefined>> {
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const more = cursor === undefined ? {} : { cursor };
    const answer = await callAdmin('audit.list', {
      accountId,
      kind: 'organization.access',
      ...more,
    });
    if (!answer.ok) return answer;
    if (answer.value.unreadable > 0) return { ok: true, value: undefined };
    const found = suspendedBy(
      answer.value.items.map(({ event }) => event),
      accountId,
    );
    if (found !== undefined) return { ok: true, value: found };
    cursor = answer.value.cursor;
    if (cursor === undefined) return { ok: true, value: 'elsewhere' };
  }
  return { ok: true, value: undefined };
}
