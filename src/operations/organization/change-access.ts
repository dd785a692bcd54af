import type { Person } from '#domain/action/person';
import type { AuditFact } from '#domain/audit/audit-event';
import { isReadable } from '#domain/lib/readable-text';
import { ok, type Result, refuse } from '#domain/lib/result';
import {
  type AccessState,
  judgeSuspension,
  type SuspensionRefusal,
  type SuspensionVerb,
} from '#domain/organization/suspension';
import type { Commit } from '#ports/commit';
import type { ConnectionStore } from '#ports/connection-store';
import type { IdSource } from '#ports/id-source';
import type { EffectAnswer } from '#ports/provisioner';
import type { Sites } from '#ports/site';
import { makeRecord, personActor } from '../audit/make-record';
import { removeAdminAlone } from '../effects/remove-alone';
import type { LockPorts, MayGoOn } from '../lock/hold-alone';
import { readSuspensionFacts } from './suspension-facts';

export interface ChangeAccessPorts extends Sites, LockPorts {
  readonly connections: ConnectionStore;
  readonly commit: Commit;
  readonly ids: IdSource;
}

export interface ChangeAccessInput {
  readonly verb: SuspensionVerb;
  readonly accountId: string;
  readonly reason: string;
  readonly by: Person;
}

export type ChangeAccessRefusal =
  | { readonly code: 'notConnected' | 'noSuchPerson' }
  | { readonly code: 'suspension'; readonly refusal: SuspensionRefusal };

const WANTED: Readonly<Record<SuspensionVerb, AccessState>> = {
  suspend: 'suspended',
  restore: 'active',
};

/**
 * Suspends somebody's access to the organization's apps, or gives it back: an admin's own act, not a
 * request. One at a time, and none while administrators are removed: or two admins could suspend each other's
 * last colleague, or a request take the one who is left.
 */
export async function changeAccess(
  ports: ChangeAccessPorts,
  input: ChangeAccessInput,
): Promise<Result<AccessState, ChangeAccessRefusal>> {
  const reason = input.reason.trim();
  if (!isReadable(reason)) return refusal({ code: 'reasonMissing' });
  return removeAdminAlone(ports, (_until, mayGoOn) =>
    changeAlone(ports, { ...input, reason }, mayGoOn),
  );
}

async function changeAlone(
  ports: ChangeAccessPorts,
  input: ChangeAccessInput,
  mayGoOn: MayGoOn,
): Promise<Result<AccessState, ChangeAccessRefusal>> {
  const { verb, accountId } = input;
  const connection = await ports.connections.chosen();
  if (connection === undefined) return refuse({ code: 'notConnected' });
  if (connection.organization === undefined) return refusal({ code: 'noOrganizationKey' });
  const site = ports.siteOf(connection.id);
  const found = await readSuspensionFacts(site, connection, input);
  if (found === undefined) return refuse({ code: 'noSuchPerson' });
  const { person, facts } = found;
  const allowed = judgeSuspension(verb, facts);
  if (!allowed.allowed) return refusal(allowed.why);

  const { displayName, avatarUrl } = person;
  const record = (outcome: Outcome, siteMessage?: string) =>
    write(ports, input.by, {
      kind: 'organization.access',
      verb,
      person: { accountId, displayName, ...(avatarUrl === undefined ? {} : { avatarUrl }) },
      before: facts.state,
      reason: input.reason,
      outcome,
      ...(siteMessage === undefined ? {} : { siteMessage }),
    });
  await record('begun');
  const answer = await site.organization[verb](accountId);
  if (answer.answer === 'done' || answer.answer === 'alreadySo') {
    await record(answer.answer === 'done' ? 'applied' : 'unchanged');
    return ok(WANTED[verb]);
  }
  const end = failureOf(answer);
  if (end.code === 'unconfirmed') mayGoOn();
  await record(end.code === 'unconfirmed' ? 'unconfirmed' : 'failed', end.message);
  return refusal(end);
}

type Outcome = Extract<AuditFact, { kind: 'organization.access' }>['outcome'];
type NotDone = Exclude<EffectAnswer, { answer: 'done' | 'alreadySo' }>;

function failureOf(
  answer: NotDone,
): Extract<SuspensionRefusal, { code: 'notDone' | 'unconfirmed' }> {
  switch (answer.answer) {
    case 'unconfirmed':
      return { code: 'unconfirmed', message: answer.message };
    case 'slowDown':
      return { code: 'notDone', message: 'Atlassian asks to slow down.', retryable: true };
    case 'credentialRejected':
      return { code: 'notDone', message: answer.message, retryable: false };
    case 'refused':
      return { code: 'notDone', message: answer.message, retryable: answer.retryable };
  }
}

async function write(
  { commit, clock, ids }: ChangeAccessPorts,
  by: Person,
  fact: AuditFact,
): Promise<void> {
  // Nothing but a new record of its own: there is nothing it could conflict with.
  await commit({ audit: [makeRecord(ids, clock.now(), personActor(by), {}, [fact])] });
}

const refusal = (why: SuspensionRefusal) => refuse({ code: 'suspension' as const, refusal: why });
