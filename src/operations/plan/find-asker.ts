import type { Ask } from '#domain/action/ask';
import { type Asker, asksWhoAsks } from '#domain/policy/judge-asker';
import type { Policy } from '#domain/policy/policy';
import type { Directory } from '#ports/directory';
import { mayTellLater, SiteFailure } from '#ports/site-failure';

/**
 * What a rule has to know of whoever asks, as it is now; nothing is asked where no rule does. Whoever can sign in is
 * in some group: an empty answer says nothing. Throws SiteFailure where the site only does not tell just now: that is
 * no answer, and no reason to refuse.
 */
export async function findAsker(
  directory: Pick<Directory, 'groupsOf'>,
  policy: Policy,
  ask: Ask,
  accountId: string,
): Promise<{ readonly asker?: Asker }> {
  const about = ask.changes.map(({ entitlement }) => entitlement);
  if (!asksWhoAsks(policy, about)) return {};
  try {
    const groups = await directory.groupsOf(accountId);
    const ids = groups.length === 0 ? undefined : new Set(groups.map(({ groupId }) => groupId));
    return { asker: { groups: ids } };
  } catch (error) {
    if (!(error instanceof SiteFailure) || mayTellLater(error)) throw error;
    return { asker: { groups: undefined } };
  }
}
