import type { Change } from '#domain/action/ask';
import type { RoleEntitlement } from '#domain/action/entitlement';
import { subjectKey } from '#domain/action/subject';
import type { Allowance } from './allowance';
import { effectFor, type Recipient, type SendChangePorts } from './effect-for';
import { type EffectOutcome, sendEffect } from './send-effect';
import { showsChange } from './shows-change';

/** By `subjectKey`. */
export type Outcomes = ReadonlyMap<string, EffectOutcome>;

/** How many effects are under way at once where each needs a call of its own. */
const AT_ONCE = 8;
/** Actors that one call adds to a role. */
const ACTORS_PER_CALL = 100;

/**
 * One change, sent for these subjects, with as few calls as the API has for it: a role takes many
 * actors in one call, everything else one. Tells each one's outcome as soon as it is known.
 */
export async function sendChange(
  ports: SendChangePorts,
  change: Pick<Change, 'verb' | 'entitlement'>,
  recipients: readonly Recipient[],
  allowance: Allowance,
  tell: (outcomes: Outcomes) => Promise<void>,
): Promise<void> {
  const { verb, entitlement } = change;
  if (verb === 'add' && entitlement.kind === 'role') {
    for (let from = 0; from < recipients.length; from += ACTORS_PER_CALL) {
      const together = recipients.slice(from, from + ACTORS_PER_CALL);
      await tell(await addTogether(ports, entitlement, together, allowance));
    }
    return;
  }
  for (let from = 0; from < recipients.length; from += AT_ONCE) {
    const wave = recipients.slice(from, from + AT_ONCE);
    const outcomes = await Promise.all(
      wave.map(async (recipient) => {
        const effect = effectFor(ports, change, recipient);
        return [subjectKey(recipient.subject), await sendEffect(ports, effect, allowance)] as const;
      }),
    );
    await tell(new Map(outcomes));
    if (outcomes.some(([, { outcome }]) => outcome === 'credentialRejected')) return;
  }
}

/**
 * A role takes many in one call, and the call fails as a whole when one of them is in the way: halves
 * find out which. Those who were settled by nothing but another's fault are tried without them.
 */
async function addTogether(
  ports: SendChangePorts,
  role: RoleEntitlement,
  together: readonly Recipient[],
  allowance: Allowance,
): Promise<Outcomes> {
  const subjects = together.map(({ subject }) => subject);
  const accountIds = subjects.flatMap((one) => (one.kind === 'person' ? [one.accountId] : []));
  const groupIds = subjects.flatMap((one) => (one.kind === 'group' ? [one.groupId] : []));
  const outcome = await sendEffect(
    ports,
    {
      resent: together.every(({ resent }) => resent),
      send: () => ports.provisioner.addToRole(role, { accountIds, groupIds }),
      readBack: async () => ({
        there: await showsChange(ports.directory, 'add', role, subjects),
      }),
    },
    allowance,
  );
  const split =
    outcome.outcome === 'unchanged' ||
    (outcome.outcome === 'failed' && outcome.reason === 'siteRefused');
  if (!split || together.length === 1) {
    return new Map(subjects.map((subject) => [subjectKey(subject), outcome]));
  }
  const middle = Math.ceil(together.length / 2);
  return new Map([
    ...(await addTogether(ports, role, together.slice(0, middle), allowance)),
    ...(await addTogether(ports, role, together.slice(middle), allowance)),
  ]);
}
