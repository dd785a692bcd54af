import { type AddressOwner, meantBy } from '#domain/action/address-owner';
import type { Change } from '#domain/action/ask';
import { groupNameKey } from '#domain/action/entitlement';
import type { Product } from '#domain/action/product';
import { emailKey, type Subject } from '#domain/action/subject';
import { type Origin, originOf, type Proof, type Unanswered } from '#domain/effects/what-is-ours';
import { invariant } from '#domain/lib/invariant';
import type { Instant } from '#domain/lib/time';
import type { Directory, DirectoryPerson } from '#ports/directory';
import type { Provisioner, RoleActor } from '#ports/provisioner';
import { SiteFailure } from '#ports/site-failure';
import { isHeldAfterAll } from '../plan/prove-gone';
import type { Effect, SendPorts } from './send-effect';
import { showsChange } from './shows-change';

export interface Recipient {
  readonly subject: Subject;
  /** What an earlier call may have done. */
  readonly sent?: Unanswered;
  /** Of a place: asked before it is sent for again (`Effect`). */
  readonly isStillMeant?: () => Promise<boolean>;
}

/** Whether an account, or a group, was there before anything was sent. */
export type ThereBefore = (id: string) => Proof['before'];

/** Without the list of those that were there, none counts as new. */
const NOT_KNOWN: ThereBefore = () => 'notKnown';

export interface SendChangePorts extends SendPorts {
  readonly provisioner: Provisioner;
  readonly directory: Directory;
}

/** The one call that brings a change about for one subject. */
export function effectFor(
  ports: SendChangePorts,
  { verb, entitlement }: Pick<Change, 'verb' | 'entitlement'>,
  { subject, sent, isStillMeant }: Recipient,
  thereBefore = NOT_KNOWN,
): Effect {
  if (entitlement.kind === 'account') {
    return { sent, ...createUser(ports, subject, entitlement.products, thereBefore) };
  }
  if (verb === 'create') return { sent, ...createGroup(ports, subject, thereBefore) };
  invariant(entitlement.kind !== 'newGroup', 'a place in a group that is not there');
  const who = actorOf(subject);
  const send = (notAfter?: Instant) =>
    verb === 'add'
      ? ports.provisioner.give(entitlement, who, notAfter)
      : ports.provisioner.take(entitlement, who, notAfter);
  // That somebody is not shown proves no removal.
  const there = async () =>
    verb === 'add'
      ? showsChange(ports.directory, verb, entitlement, [subject])
      : (await isHeldAfterAll(ports.directory, entitlement, subject)) === false;
  const readBack = async () => ({ there: await there() });
  return { sent, send, isStillMeant, readBack, originOf: originOfPlace };
}

/** A place in a group or a role, sent only where the last look said that it was not so. */
export function originOfPlace(call: Proof['call']): Origin {
  return originOf({ of: 'existing', before: 'notSo', call });
}

function actorOf(subject: Subject): RoleActor {
  if (subject.kind === 'person') return { kind: 'person', accountId: subject.accountId };
  invariant(subject.kind === 'group', 'an effect for somebody who is not there yet');
  return { kind: 'group', groupId: subject.groupId };
}

function createUser(
  { provisioner, directory }: SendChangePorts,
  subject: Subject,
  products: readonly Product[],
  thereBefore: ThereBefore,
): Omit<Effect, 'sent'> {
  invariant(subject.kind === 'newPerson', 'an account for somebody who has one');
  const { email } = subject;
  return {
    send: (notAfter) => provisioner.createUser(email, products, notAfter),
    readBack: async () => {
      const owner = (await directory.owners([email])).get(emailKey(email));
      const createdId = createdAt(owner, thereBefore);
      return createdId === undefined ? { there: false } : { there: true, createdId };
    },
    originOf: (call, id) =>
      originOf({
        of: 'account',
        givesProducts: products.length > 0,
        before: id === undefined ? 'notKnown' : thereBefore(id),
        call,
      }),
  };
}

/** Of several whom the address may mean, the one who was not there before. */
function createdAt(
  owner: AddressOwner<DirectoryPerson> | undefined,
  thereBefore: ThereBefore,
): string | undefined {
  if (owner?.owner !== 'notKnown' || owner.why === 'cutOff') return meantBy(owner)?.accountId;
  const added = owner.people.filter(({ accountId }) => thereBefore(accountId) === 'notSo');
  return added.length === 1 ? added[0]?.accountId : undefined;
}

/** Who made the group that has the name is not to be seen from the name, and so its id is not taken. */
function createGroup(
  { provisioner, directory }: SendChangePorts,
  subject: Subject,
  thereBefore: ThereBefore,
): Omit<Effect, 'sent'> {
  invariant(subject.kind === 'newGroup', 'creating a group that is there');
  const { name } = subject;
  return {
    send: (notAfter) => provisioner.createGroup(name, notAfter),
    readBack: async () => {
      const taken = await directory.takenGroupNames([name]);
      if (taken !== undefined) return { there: taken.has(groupNameKey(name)) };
      throw new SiteFailure('unexpectedAnswer', 'It is not known which groups there are.', true);
    },
    originOf: (call, id) =>
      originOf({ of: 'newGroup', before: id === undefined ? 'notSo' : thereBefore(id), call }),
  };
}
