import type { Verb } from '#domain/action/action';
import type { Entitlement, RoleEntitlement } from '#domain/action/entitlement';
import type { Provisioner } from '#ports/provisioner';
import type { Allowance } from './allowance';
import { type Effect, type EffectOutcome, type SendPorts, sendEffect } from './send-effect';

export interface Recipient {
  readonly accountId: string;
  readonly resent: boolean;
}

export interface SendChangePorts extends SendPorts {
  readonly provisioner: Provisioner;
}

export type Outcomes = ReadonlyMap<string, EffectOutcome>;

/** How many effects are under way at once where each needs a call of its own. */
const AT_ONCE = 8;
/** People that one call adds to a role. */
const ACTORS_PER_CALL = 100;

/**
 * One change, sent for these people, with as few calls as the API has for it: a role takes many
 * people in one call, everything else one. Tells each person's outcome as soon as it is known.
 */
export async function sendChange(
  ports: SendChangePorts,
  change: { readonly verb: Verb; readonly entitlement: Entitlement },
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
        const effect = effectFor(ports.provisioner, verb, entitlement, recipient);
        return [recipient.accountId, await sendEffect(ports, effect, allowance)] as const;
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
  const accountIds = together.map(({ accountId }) => accountId);
  const outcome = await sendEffect(
    ports,
    {
      verb: 'add',
      entitlement: role,
      accountIds,
      resent: together.every(({ resent }) => resent),
      send: () => ports.provisioner.addToRole(role, { accountIds, groupIds: [] }),
    },
    allowance,
  );
  const split =
    outcome.outcome === 'unchanged' ||
    (outcome.outcome === 'failed' && outcome.reason === 'siteRefused');
  if (!split || together.length === 1) return new Map(accountIds.map((id) => [id, outcome]));
  const middle = Math.ceil(together.length / 2);
  return new Map([
    ...(await addTogether(ports, role, together.slice(0, middle), allowance)),
    ...(await addTogether(ports, role, together.slice(middle), allowance)),
  ]);
}

function effectFor(
  provisioner: Provisioner,
  verb: Verb,
  entitlement: Entitlement,
  { accountId, resent }: Recipient,
): Effect {
  return { verb, entitlement, accountIds: [accountId], resent, send };

  function send() {
    if (entitlement.kind === 'role') {
      return provisioner.removeFromRole(entitlement, { kind: 'person', accountId });
    }
    return verb === 'add'
      ? provisioner.addToGroup(entitlement, accountId)
      : provisioner.removeFromGroup(entitlement, accountId);
  }
}
