import type { Change } from '#domain/action/ask';
import {
  entitlementKey,
  type RoleEntitlement,
  type StandingEntitlement,
} from '#domain/action/entitlement';
import { subjectKey } from '#domain/action/subject';
import type { Allowance } from './allowance';
import { effectFor, type Recipient, type SendChangePorts } from './effect-for';
import { holdersAmong } from './holders-among';
import { sendAll } from './send-all';
import { type EffectOutcome, type Lost, sendEffect } from './send-effect';
import { showsChange } from './shows-change';

/** By `subjectKey`. */
export type Outcomes = ReadonlyMap<string, EffectOutcome>;

/**
 * How many effects are under way at once where each needs a call of its own: 100 a second, answered in
 * half a second. How fast they start is the pace's to say.
 */
const AT_ONCE = 50;
/** Actors that one call adds to a role. */
const ACTORS_PER_CALL = 250;

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
  // A lost answer to a change that can be read back for many at once waits for the others.
  const isStanding = entitlement.kind === 'group' || entitlement.kind === 'role';
  const lost: Recipient[] = [];
  let rejected = false;
  await sendAll(
    recipients,
    AT_ONCE,
    async (recipient) => {
      const effect = effectFor(ports, change, recipient);
      const outcome = await sendEffect(ports, effect, allowance, isStanding);
      if (outcome.outcome === 'lost') lost.push({ ...recipient, resent: true });
      if (isRejected(outcome)) rejected = true;
      return [subjectKey(recipient.subject), outcome] as const;
    },
    async (outcomes) => tellKnown(outcomes, tell),
    isRejected,
  );
  if (rejected || lost.length === 0 || !isStanding || verb === 'create') return;
  const left = await tellThere(ports, { verb, entitlement }, lost, tell);
  await sendAll(
    left,
    AT_ONCE,
    async (recipient) => {
      const effect = effectFor(ports, change, recipient);
      return [subjectKey(recipient.subject), await sendEffect(ports, effect, allowance)] as const;
    },
    tell,
    isRejected,
  );
}

const isRejected = ({ outcome }: EffectOutcome | Lost) => outcome === 'credentialRejected';

async function tellKnown(
  outcomes: ReadonlyMap<string, EffectOutcome | Lost>,
  tell: (outcomes: Outcomes) => Promise<void>,
): Promise<void> {
  const known = new Map<string, EffectOutcome>();
  for (const [key, outcome] of outcomes) if (outcome.outcome !== 'lost') known.set(key, outcome);
  if (known.size > 0) await tell(known);
}

/** Reads those back whose answer was lost, all in one: whoever the site shows it of is done with. */
async function tellThere(
  { directory }: SendChangePorts,
  {
    verb,
    entitlement,
  }: { readonly verb: 'add' | 'remove'; readonly entitlement: StandingEntitlement },
  lost: readonly Recipient[],
  tell: (outcomes: Outcomes) => Promise<void>,
): Promise<readonly Recipient[]> {
  const subjects = lost.map(({ subject }) => subject);
  let held: ReadonlySet<string> | undefined;
  try {
    held = (await holdersAmong(directory, [entitlement], subjects, true)).get(
      entitlementKey(entitlement),
    );
  } catch {
    // Reading back is a favour: without it, all of them are sent again, which is safe.
    return lost;
  }
  const isDone = ({ subject }: Recipient) =>
    (held?.has(subjectKey(subject)) ?? false) === (verb === 'add');
  const done = lost.filter(isDone);
  if (done.length > 0) {
    await tell(new Map(done.map(({ subject }) => [subjectKey(subject), { outcome: 'applied' }])));
  }
  return lost.filter((one) => !isDone(one));
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
