import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { askInput, termInput } from '../../src/contract/inputs';
import type { Reply } from '../../src/contract/reply';
import type { RequestView, StepView } from '../../src/contract/views';
import type { Product } from '../../src/domain/action/product';
import { type Actor, value, type World } from './open-world';

type AskInput = z.input<typeof askInput>;

export interface NamedAsk {
  readonly issue: string;
  readonly people?: readonly string[];
  /** Groups that are to be actors of a role. */
  readonly groups?: readonly string[];
  /** Addresses of people who are to get an account, and with which products. */
  readonly invite?: readonly string[];
  readonly products?: readonly Product[];
  /** The name of a group to create, with everybody as its first members. */
  readonly createGroup?: string;
  readonly add?: readonly Thing[];
  readonly remove?: readonly Thing[];
  readonly justification?: string;
  readonly term?: z.input<typeof termInput>;
  readonly submissionKey?: string;
  /** From when it is to be given; without it, at once. */
  readonly startsAt?: number;
  /** Bundles by which it was chosen. */
  readonly bundles?: { bundleId: string; mark: string }[];
  /** Whoever asks takes it before anybody decides. */
  readonly breaksGlass?: boolean;
}

/** A group by its name, or a role as `WEB/Developers`. */
type Thing = string;

export function askOf(world: World, named: NamedAsk): AskInput {
  const change = (verb: 'add' | 'remove') => (thing: Thing) => {
    const [projectKey, role] = thing.split('/');
    return projectKey !== undefined && role !== undefined
      ? {
          kind: 'role' as const,
          verb,
          projectId: world.platform.atlassian.directory.projectOf(projectKey).id,
          roleId: world.roleId(projectKey, role),
        }
      : { kind: 'group' as const, verb, groupId: world.groupId(thing) };
  };
  const { people = [], groups = [], invite = [], products = [], createGroup } = named;
  return {
    subjects: [
      ...people.map((name) => ({
        kind: 'person' as const,
        accountId: world.person(name).accountId,
      })),
      ...groups.map((name) => ({ kind: 'group' as const, groupId: world.groupId(name) })),
      ...invite.map((email) => ({ kind: 'newPerson' as const, email })),
    ],
    changes: [
      ...(invite.length > 0 ? [{ kind: 'account' as const, products: [...products] }] : []),
      ...(createGroup === undefined ? [] : [{ kind: 'newGroup' as const, name: createGroup }]),
      ...(named.add ?? []).map(change('add')),
      ...(named.remove ?? []).map(change('remove')),
    ],
  };
}

/** Previews and submits, as the form does. */
export async function ask(
  world: World,
  actor: Actor,
  named: NamedAsk,
): Promise<Reply<RequestView>> {
  const input = askOf(world, named);
  const term = named.term ?? { kind: 'permanent' };
  const { bundles, startsAt, breaksGlass } = named;
  const plan = await actor.panel('request.preview', named.issue, {
    ask: input,
    term,
    startsAt,
    bundles,
    breaksGlass,
  });
  if (!plan.ok) return plan;
  return actor.panel('request.submit', named.issue, {
    ask: input,
    term,
    startsAt,
    bundles,
    breaksGlass,
    justification: named.justification ?? 'Needed for the launch.',
    planFingerprint: plan.value.fingerprint,
    submissionKey: named.submissionKey ?? randomUUID(),
  });
}

/** Asks, approves as the issue's lead, and lets it happen. */
export async function askAndApprove(
  world: World,
  named: NamedAsk & { readonly by?: string; readonly approver?: string },
): Promise<RequestView> {
  const submitted = value(await ask(world, world.as(named.by ?? 'Noah Okafor'), named));
  await world.settle();
  value(await approve(world.as(named.approver ?? 'Maya Lindqvist'), named.issue, submitted));
  await world.settle();
  return get(world.as(named.by ?? 'Noah Okafor'), named.issue, submitted.id);
}

export function approve(
  actor: Actor,
  issue: string,
  { id, revision }: RequestView,
): Promise<Reply<RequestView>> {
  return actor.panel('request.decide', issue, {
    requestId: id,
    revision,
    decision: 'approve',
  } as never);
}

export function decline(
  actor: Actor,
  issue: string,
  { id, revision }: RequestView,
  reason: string,
): Promise<Reply<RequestView>> {
  const input = { requestId: id, revision, decision: 'decline', reason };
  return actor.panel('request.decide', issue, input as never);
}

export async function get(actor: Actor, issue: string, requestId: string): Promise<RequestView> {
  return value(await actor.panel('request.get', issue, { requestId }));
}

export async function steps(
  actor: Actor,
  issue: string,
  requestId: string,
): Promise<readonly StepView[]> {
  const page = await actor.panel('request.steps', issue, { requestId, outcome: 'all' });
  return value(page).items;
}

/** Every audit event there is, newest first. */
export async function auditOf(world: World) {
  const lines = [];
  let cursor: string | undefined;
  do {
    const page = value(
      await world.as('Olivia Hart').admin('audit.list', cursor === undefined ? {} : { cursor }),
    );
    lines.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return lines;
}
