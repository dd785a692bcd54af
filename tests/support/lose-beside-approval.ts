import type { FaultRule } from '../../local/atlassian/atlassian';
import { MINUTE, SECOND } from '../../src/domain/lib/time';
import type { Term } from '../../src/domain/term/term';
import { approve, ask, askAndApprove, get } from './ask-for';
import { value, type World } from './open-world';
import { answering } from './site-answers';

/** Until whoever gives has done all that it has to. */
const standStill = () => new Promise((resolve) => setTimeout(resolve, 10 * SECOND));

const LOCKED = answering(403, { errorMessages: ['The group is locked.'], errors: {} });

/**
 * Priya Raman loses the group as an approved removal is under way while somebody approves it for longer; the site
 * refuses then to give it back. Answers that request, and the way back.
 */
export async function loseBesideApproval(
  world: World,
  group: string,
  term: Term,
  effect: FaultRule['effect'] = LOCKED,
) {
  const { atlassian, forge } = world.platform;
  const named = { issue: 'WEB-1', people: ['Priya Raman'] };
  const noah = world.as('Noah Okafor');
  const maya = world.as('Maya Lindqvist');
  await askAndApprove(world, { ...named, add: [group], term: { kind: 'days', days: 3 } });
  const removal = value(await ask(world, noah, { ...named, remove: [group] }));
  const asked = value(await ask(world, noah, { ...named, add: [group], term }));
  await world.settle();
  const toGive = await get(noah, 'WEB-1', asked.id);
  const refusing = {
    via: 'token',
    method: 'POST',
    path: /^\/group\/user/,
    effect,
  } as const;
  let allowAgain: (() => void) | undefined;
  forge.faults.onWireCall = async ({ functionKey, target }): Promise<'go'> => {
    if (functionKey !== 'work-consumer' || !/egress DELETE/.test(target)) return 'go';
    forge.faults.onWireCall = undefined;
    value(await approve(maya, 'WEB-1', toGive));
    void world.settle();
    await standStill();
    allowAgain = atlassian.faults.add(refusing);
    return 'go';
  };
  value(await approve(maya, 'WEB-1', await get(noah, 'WEB-1', removal.id)));
  await world.settle();
  for (let minutes = 0; minutes < 12; minutes += 1) await world.pass(MINUTE);
  return { request: await get(noah, 'WEB-1', asked.id), allowAgain };
}
