import type { Change } from '#domain/action/ask';
import type { GroupEntitlement, RoleEntitlement } from '#domain/action/entitlement';
import { groupNameKey } from '#domain/action/entitlement';
import type { Product } from '#domain/action/product';
import { emailKey, type Subject } from '#domain/action/subject';
import { invariant } from '#domain/lib/invariant';
import type { Directory } from '#ports/directory';
import type { EffectAnswer, Provisioner, RoleActor } from '#ports/provisioner';
import type { Effect, ReadBack, SendPorts } from './send-effect';
import { showsChange } from './shows-change';

export interface Recipient {
  readonly subject: Subject;
  /** An earlier run may have sent it. */
  readonly resent: boolean;
}

export interface SendChangePorts extends SendPorts {
  readonly provisioner: Provisioner;
  readonly directory: Directory;
}

/** The one call that brings a change about for one subject. */
export function effectFor(
  ports: SendChangePorts,
  { verb, entitlement }: Pick<Change, 'verb' | 'entitlement'>,
  { subject, resent }: Recipient,
): Effect {
  if (entitlement.kind === 'account') {
    return createUser(ports, subject, entitlement.products, resent);
  }
  if (verb === 'create') return createGroup(ports, subject, resent);
  invariant(entitlement.kind !== 'newGroup', 'a place in a group that is not there');
  const send =
    entitlement.kind === 'role'
      ? () => sendRole(ports, verb, entitlement, actorOf(subject))
      : () => sendGroup(ports, verb, entitlement, subject);
  const there = () => showsChange(ports.directory, verb, entitlement, [subject]);
  return { resent, send, readBack: async () => ({ there: await there() }) };
}

function sendRole(
  { provisioner }: SendChangePorts,
  verb: 'add' | 'remove',
  role: RoleEntitlement,
  actor: RoleActor,
): Promise<EffectAnswer> {
  if (verb === 'remove') return provisioner.removeFromRole(role, actor);
  return actor.kind === 'person'
    ? provisioner.addToRole(role, { accountIds: [actor.accountId], groupIds: [] })
    : provisioner.addToRole(role, { accountIds: [], groupIds: [actor.groupId] });
}

function actorOf(subject: Subject): RoleActor {
  if (subject.kind === 'person') return { kind: 'person', accountId: subject.accountId };
  invariant(subject.kind === 'group', 'an effect for somebody who is not there yet');
  return { kind: 'group', groupId: subject.groupId };
}

function sendGroup(
  { provisioner }: SendChangePorts,
  verb: 'add' | 'remove',
  group: GroupEntitlement,
  subject: Subject,
): Promise<EffectAnswer> {
  invariant(subject.kind === 'person', 'a member of a group that is not a person');
  return verb === 'add'
    ? provisioner.addToGroup(group, subject.accountId)
    : provisioner.removeFromGroup(group, subject.accountId);
}

function createUser(
  { provisioner, directory }: SendChangePorts,
  subject: Subject,
  products: readonly Product[],
  resent: boolean,
): Effect {
  invariant(subject.kind === 'newPerson', 'an account for somebody who has one');
  const { email } = subject;
  return {
    resent,
    send: () => provisioner.createUser(email, products),
    readBack: async () =>
      found((await directory.peopleByEmail([email])).get(emailKey(email))?.accountId),
  };
}

function createGroup(
  { provisioner, directory }: SendChangePorts,
  subject: Subject,
  resent: boolean,
): Effect {
  invariant(subject.kind === 'newGroup', 'creating a group that is there');
  const { name } = subject;
  return {
    resent,
    send: () => provisioner.createGroup(name),
    readBack: async () => found((await directory.groupNames([name])).get(groupNameKey(name))),
  };
}

const found = (createdId: string | undefined): ReadBack =>
  createdId === undefined ? { there: false } : { there: true, createdId };
