import type { Change } from '#domain/action/ask';
import {
  type ExistingEntitlement,
  type GivenTogether,
  isExisting,
  isGivenTogether,
} from '#domain/action/entitlement';
import { type Subject, subjectKey } from '#domain/action/subject';
import type { Unanswered } from '#domain/effects/what-is-ours';
import type { Directory } from '#ports/directory';
import { whoHoldsAsFarAsKnown } from '../plan/prove-gone';
import type { Allowance } from './allowance';
import {
  effectFor,
  originOfPlace,
  type Recipient,
  type SendChangePorts,
  type ThereBefore,
} from './effect-for';
import { sendAll } from './send-all';
import { callOf, type EffectOutcome, type Lost, seen, sendEffect } from './send-effect';
import { shownAsWanted, showsChange } from './shows-change';

/** By `subjectKey`. */
export type Outcomes = ReadonlyMap<string, EffectOutcome>;

/**
 * How many effects are under way at once where each needs a call of its own: 100 a second, answered in
 * a second, and some to make up for what the start left. How fast they start is the pace's to say.
 */
export const AT_ONCE = 150;
/** Actors that one call adds to a role. */
const ACTORS_PER_CALL = 250;

/**
 * One change, sent for these subjects, with as few calls as the API has for it: a role takes many
 * actors in one call, everything else one. Tells each one's outcome as soon as it is known. Whoever is
 * told of nothing was not sent for by this call.
 */
export async function sendChange(
  ports: SendChangePorts,
  change: Pick<Change, 'verb' | 'entitlement'>,
  recipients: readonly Recipient[],
  allowance: Allowance,
  tell: (outcomes: Outcomes) => Promise<void>,
  thereBefore?: ThereBefore,
): Promise<void> {
  // Where it ends in an error, that is not known of any.
  let goesOn = true;
  const unsettled = new Set<string>();
  const noting = async (outcomes: Outcomes) => {
    for (const [key, outcome] of outcomes) if (mayGoOn(outcome)) unsettled.add(key);
    await tell(outcomes);
  };
  try {
    await sendFor(ports, change, recipients, allowance, noting, thereBefore);
    goesOn = unsettled.size > 0;
  } finally {
    if (goesOn) allowance.mayGoOn?.();
  }
}

/** Whether a call that nobody answered may still change something: what is as wanted by now, it leaves so. */
function mayGoOn(outcome: EffectOutcome): boolean {
  switch (outcome.outcome) {
    case 'applied':
    case 'unchanged':
    case 'unproved':
    case 'foundAndGiven':
      return false;
    case 'credentialRejected':
    case 'failed':
    case 'notReached':
      return outcome.sent !== undefined;
  }
}

async function sendFor(
  ports: SendChangePorts,
  change: Pick<Change, 'verb' | 'entitlement'>,
  recipients: readonly Recipient[],
  allowance: Allowance,
  tell: (outcomes: Outcomes) => Promise<void>,
  thereBefore: ThereBefore | undefined,
): Promise<void> {
  const { verb, entitlement } = change;
  if (verb === 'add' && isGivenTogether(entitlement)) {
    for (let from = 0; from < recipients.length; from += ACTORS_PER_CALL) {
      const together = recipients.slice(from, from + ACTORS_PER_CALL);
      await tell(await addTogether(ports, entitlement, together, allowance));
    }
    return;
  }
  // A lost answer to a change that can be read back for many at once waits for the others.
  const existing = verb !== 'create' && isExisting(entitlement) ? { verb, entitlement } : undefined;
  const lost: Recipient[] = [];
  let rejected: Rejected | undefined;
  // Under a watch no more are under way than may be sent on one look.
  const atOnce = allowance.watch?.atOnce ?? AT_ONCE;
  await sendAll(
    recipients,
    atOnce,
    async (recipient) => {
      const effect = effectFor(ports, change, recipient, thereBefore);
      const outcome = await sendEffect(ports, effect, allowance, existing !== undefined);
      if (outcome.outcome === 'lost') lost.push({ ...recipient, sent: outcome.sent });
      if (outcome.outcome === 'credentialRejected') rejected = outcome;
      return [subjectKey(recipient.subject), outcome] as const;
    },
    async (outcomes) => tellKnown(outcomes, tell),
    isRejected,
  );
  if (existing === undefined || lost.length === 0) return;
  // Also where the token is rejected by now: the site may still be read, and what may have been done is
  // told in any case.
  const left = await tellThere(ports, existing, lost, tell);
  const unreported = new Map(left.map(({ subject, sent }) => [subjectKey(subject), sent]));
  if (rejected === undefined) {
    await sendAll(
      left,
      atOnce,
      async (recipient) => {
        const effect = effectFor(ports, change, recipient);
        const outcome = await sendEffect(ports, effect, allowance);
        if (outcome.outcome === 'credentialRejected') rejected = outcome;
        return [subjectKey(recipient.subject), outcome] as const;
      },
      async (outcomes) => {
        for (const key of outcomes.keys()) unreported.delete(key);
        await tell(outcomes);
      },
      isRejected,
    );
  }
  if (unreported.size === 0 || rejected === undefined) return;
  const { message } = rejected;
  await tell(
    new Map(
      [...unreported].map(([key, sent]) => [
        key,
        { outcome: 'credentialRejected', message, ...(sent === undefined ? {} : { sent }) },
      ]),
    ),
  );
}

type Rejected = Extract<EffectOutcome, { outcome: 'credentialRejected' }>;

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
  { directory, clock }: SendChangePorts,
  {
    verb,
    entitlement,
  }: { readonly verb: 'add' | 'remove'; readonly entitlement: ExistingEntitlement },
  lost: readonly Recipient[],
  tell: (outcomes: Outcomes) => Promise<void>,
): Promise<readonly Recipient[]> {
  const subjects = lost.map(({ subject }) => subject);
  let shown: ReadonlySet<string>;
  try {
    shown = await shownAsWanted(directory, verb, entitlement, subjects);
    if (verb === 'remove') shown = await provedGone(directory, entitlement, subjects, shown);
  } catch {
    // Reading back is a favour: without it, all of them are sent again, which is safe.
    return lost;
  }
  const isDone = ({ subject }: Recipient) => shown.has(subjectKey(subject));
  const done = lost.filter(isDone);
  if (done.length > 0) {
    const at = clock.now();
    const origin = { originOf: originOfPlace };
    await tell(
      new Map(
        done.map(({ subject, sent }) => [subjectKey(subject), seen(origin, callOf(sent, at))]),
      ),
    );
  }
  return lost
    .filter((one) => !isDone(one))
    .map((one) => (one.sent === undefined ? one : { ...one, sent: { ...one.sent, missed: true } }));
}

/** That somebody is not shown proves no removal. */
async function provedGone(
  directory: Directory,
  entitlement: ExistingEntitlement,
  subjects: readonly Subject[],
  shown: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const meant = subjects.filter((subject) => shown.has(subjectKey(subject)));
  const known = await whoHoldsAsFarAsKnown(directory, entitlement, meant);
  return new Set(meant.map(subjectKey).filter((one) => known.get(one) === false));
}

/**
 * A role takes many in one call, and the call fails as a whole when one of them is in the way: halves
 * find out which. Those who were settled by nothing but another's fault are tried without them.
 */
async function addTogether(
  ports: SendChangePorts,
  role: GivenTogether,
  together: readonly Recipient[],
  allowance: Allowance,
): Promise<Outcomes> {
  const subjects = together.map(({ subject }) => subject);
  const accountIds = subjects.flatMap((one) => (one.kind === 'person' ? [one.accountId] : []));
  const groupIds = subjects.flatMap((one) => (one.kind === 'group' ? [one.groupId] : []));
  const outcome = await sendEffect(
    ports,
    {
      sent: together.every(({ sent }) => sent !== undefined) ? together[0]?.sent : undefined,
      isStillMeant: async () => {
        const meant = together.map(async ({ isStillMeant }) => (await isStillMeant?.()) ?? true);
        return (await Promise.all(meant)).every((one) => one);
      },
      send: (notAfter) => ports.provisioner.addToRole(role, { accountIds, groupIds }, notAfter),
      readBack: async () => ({
        there: await showsChange(ports.directory, 'add', role, subjects),
      }),
      originOf: originOfPlace,
    },
    allowance,
  );
  const split =
    outcome.outcome === 'unchanged' ||
    outcome.outcome === 'unproved' ||
    (outcome.outcome === 'failed' && outcome.reason === 'siteRefused');
  if (!split || together.length === 1) {
    return new Map(
      together.map(({ subject, sent }) => [subjectKey(subject), withSent(outcome, sent)]),
    );
  }
  const middle = Math.ceil(together.length / 2);
  return new Map([
    ...(await addTogether(ports, role, together.slice(0, middle), allowance)),
    ...(await addTogether(ports, role, together.slice(middle), allowance)),
  ]);
}

/** What an earlier call may have done to one of many is not forgotten over what they share. */
function withSent(outcome: EffectOutcome, sent: Unanswered | undefined): EffectOutcome {
  if (sent === undefined || !('message' in outcome || outcome.outcome === 'notReached')) {
    return outcome;
  }
  return outcome.sent === undefined ? { ...outcome, sent } : outcome;
}
