import { expect } from 'vitest';
import type { Reply, ReplyError } from '../../src/contract/reply';
import { DAY, MINUTE } from '../../src/domain/lib/time';
import { approve, ask } from '../support/ask-for';
import { type Actor, value, type World } from '../support/open-world';
import type { AskedRequest } from './asked-request';
import { FALLBACKS, ISSUE, LEAD } from './cast';

/** A plan without a change. */
const NO_REQUEST = { code: 'request', refusal: { code: 'nothingToChange' } };

/** The id of the request; undefined where it would change nothing. */
export async function submit(world: World, asked: AskedRequest): Promise<string | undefined> {
  const { by, days, withWorkItem, createGroup, ...rest } = asked;
  const wish = createGroup === undefined ? rest : { ...rest, createGroup };
  const made = await patiently(world, () => {
    const term = termOf(days, withWorkItem === true, world.platform.clock.now());
    return ask(world, world.as(by), { issue: ISSUE, ...wish, term });
  });
  if (made.ok) return made.value.id;
  expect(made.error).toMatchObject(NO_REQUEST);
  return undefined;
}

function termOf(days: number | undefined, withWorkItem: boolean, now: number) {
  if (days === undefined) return { kind: 'permanent' as const };
  if (!withWorkItem) return { kind: 'days' as const, days };
  return { kind: 'workItem' as const, issueId: ISSUE, issueKey: ISSUE, at: now + days * DAY };
}

/** Whoever may: the lead, and where the lead would gain by it, a fallback approver. Answers who did. */
export async function decide(world: World, issue: string, id: string): Promise<string> {
  const refusals: ReplyError[] = [];
  for (const name of [LEAD, ...FALLBACKS]) {
    const actor = world.as(name);
    const seen = await look(world, actor, issue, id);
    const reply = await patiently(world, () => approve(actor, issue, seen));
    if (reply.ok) return name;
    refusals.push(reply.error);
  }
  throw new Error(`Nobody can decide: ${JSON.stringify(refusals)}`);
}

export const look = async (world: World, actor: Actor, issue: string, requestId: string) =>
  value(await patiently(world, () => actor.panel('request.get', issue, { requestId })));

/** Asks again after a minute, as people do: until then the site may have asked not to be called. */
async function patiently<T>(world: World, run: () => Promise<Reply<T>>): Promise<Reply<T>> {
  for (let tried = 1; ; tried += 1) {
    const reply = await run();
    if (reply.ok || !mayPass(reply.error) || tried === 8) return reply;
    await world.platform.clock.advance(MINUTE);
  }
}

/** The site did not answer as it should: another time it may. */
function mayPass(error: ReplyError): boolean {
  if (error.code === 'platform') return true;
  return error.code === 'request' && error.refusal.code === 'wouldGain' && !error.refusal.known;
}
