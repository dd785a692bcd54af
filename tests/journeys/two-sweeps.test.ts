import { afterEach, beforeAll, expect, test } from 'vitest';
import { readEntities } from '../../local/forge/kvs/entities';
import { KvsTable } from '../../local/forge/kvs/kvs-table';
import type { PlatformImage } from '../../local/platform/platform';
import { DAY, MINUTE, SECOND } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, auditOf, get } from '../support/ask-for';
import { oneOf } from '../support/kill-after';
import { manifest, openWorld, value, type World } from '../support/open-world';
import { keysOf, poison } from '../support/poison';
import { connectionOf, groupOf, seedHoldings } from '../support/seed-holdings';
import { answering } from '../support/site-answers';

/**
 * The platform may run the sweep twice: a second one comes while the first stands still, at any call that it makes,
 * with work for every duty of both. What comes of it is what comes of one.
 */
let world: World;
afterEach(() => world.close());

const now = () => world.platform.clock.now();
const PEOPLE = ['Noah Okafor', 'Maya Lindqvist', 'Liam Chen', 'Olivia Hart'];
/** Of all of them, comments and emails: those before the sweep, and what each duty tells. */
const TOLD = 16;
const GROUPS = ['frontend', 'design', 'qa', 'engineering'];

/** A grant as an earlier version stored it, whose end is long over. */
function storeEarlier(
  connectionId: string,
  who: { readonly accountId: string; readonly displayName: string },
): void {
  const entities = new Map(readEntities(manifest).map((entity) => [entity.name, entity]));
  const table = new KvsTable(world.platform.database, now, entities, () => 0);
  const { accountId, displayName } = who;
  const subject = { kind: 'person', accountId, displayName };
  const grants = [{ subject, grantedAt: 1, endsAt: now() - 1, status: { state: 'active' } }];
  const entitlement = groupOf(world, 'qa');
  const id = 'earlier:0';
  const value = { id, revision: 1, requestId: 'earlier', connectionId, entitlement, grants };
  const body = { v: 1, value };
  const row = { status: 'open', entitlement: 'x', endsAt: now(), revision: 1, body };
  table.set('grants', `grants:${id}`, JSON.stringify(row), undefined);
}

/** As the next sweep finds it. */
let beginning: PlatformImage;
let requests: readonly string[];
beforeAll(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(GROUPS);
  const { directory, faults } = world.platform.atlassian;
  const noah = world.as('Noah Okafor');
  const maya = world.as('Maya Lindqvist');
  const wish = { issue: 'WEB-1', people: ['Priya Raman'] };
  const submit = async (add: string, people = wish.people) => {
    const made = value(await ask(world, noah, { ...wish, people, add: [add] }));
    await world.settle();
    return made;
  };
  const given = await askAndApprove(world, { ...wish, people: ['Yuki Tanaka'], add: ['design'] });
  const undecided = await submit('frontend');
  await world.pass(14 * DAY - 10 * MINUTE);
  const unreadable = await submit('design');
  const rerouted = await submit('qa', ['Rohan Desai']);
  const lost = await submit('engineering');

  const key = `request:${unreadable.id}`;
  const mend = poison(world.platform, 'request', key);
  await maya.panel('panel.load', 'WEB-1');
  await world.pass(6 * MINUTE);

  const connectionId = connectionOf(world);
  const seeded = { connectionId, requestId: given.id, grantedAt: now() - 3 * DAY };
  const held = (name: string, group: string, endsAt: number) => {
    directory.addMember(world.groupId(group), world.person(name).accountId);
    const entitlement = groupOf(world, group);
    seedHoldings(world, [{ ...seeded, who: world.person(name), entitlement, endsAt }]);
  };
  held('Grace Kim', 'frontend', now() - 20 * MINUTE);
  held('Emma Fischer', 'frontend', now() + 6 * MINUTE);
  held('Rohan Desai', 'design', now() + 30 * DAY);
  directory.removeMember(world.groupId('design'), world.person('Rohan Desai').accountId);
  directory.addMember(world.groupId('qa'), world.person('Grace Kim').accountId);
  storeEarlier(connectionId, world.person('Grace Kim'));
  const { database } = world.platform;
  // A new round is due, and the queue loses what is approved now.
  database.prepare("DELETE FROM kvs_record WHERE key = 'round:holdings'").run();
  value(await approve(maya, 'WEB-1', lost));
  database.prepare('DELETE FROM queue_event').run();
  directory.setLead('WEB', world.person('Liam Chen').accountId);
  mend();
  const undo = faults.add({ via: 'token', path: /^\/(?!_edge)/, effect: answering(401, {}) });
  value(await world.as('Olivia Hart').admin('connection.check', {}));
  await world.settle();
  undo();
  await world.platform.clock.advance(4 * MINUTE);
  requests = [undecided.id, unreadable.id, rerouted.id, lost.id];
  beginning = world.platform.image();
  await world.close();
}, 120_000);

/** All that came of it, so far as anybody can see. */
async function outcome() {
  const { atlassian } = world.platform;
  const olivia = world.as('Olivia Hart');
  const all = await auditOf(world);
  const audit = all.map(({ event }) => {
    const { id: _, at: __, ...said } = event as typeof event & { readonly lateBy?: number };
    return JSON.stringify({ ...said, lateBy: undefined, failedSince: undefined });
  });
  const told = PEOPLE.flatMap((name) => {
    const { accountId } = world.person(name);
    const comments = atlassian.notificationsOf(accountId).map(({ text }) => text);
    // Those of mentions are of comments, which are there already.
    const mails = atlassian
      .mailOf(accountId)
      .flatMap(({ subject }) => (subject.includes('mentioned you') ? [] : subject));
    return [...comments, ...mails].map((what) => `${name}: ${what}`);
  });
  const states = await Promise.all(
    requests.map(async (id) => (await get(world.as('Noah Okafor'), 'WEB-1', id)).state),
  );
  const isOfLate = (line: string) => /overdue|should have ended/.test(line);
  return {
    audit: audit.filter((line) => !isOfLate(line)).toSorted(),
    told: told.filter((line) => !isOfLate(line)).toSorted(),
    late: [...audit, ...told].filter(isOfLate).toSorted(),
    states,
    members: GROUPS.map((group) => world.members(group).toSorted()),
    asides: value(await olivia.admin('aside.list', {})).items,
    earlier: keysOf(world.platform, 'grants'),
    waiting: keysOf(world.platform, 'outbox').filter((key) => !key.startsWith('outbox:ends.')),
  };
}

const sweep = () => world.platform.forge.scheduler.run('sweep-schedule');

/** Until nobody else is at work. */
const standStill = () => new Promise((resolve) => setTimeout(resolve, 10 * SECOND));

/**
 * Sweeps; before the call of that number, another one sweeps from its beginning to its end, and where it says so,
 * what that has promised is done as well before the first goes on. Answers whether there is such a call.
 */
async function sweepTwice(at: number, areEventsDone: boolean): Promise<boolean> {
  const { faults } = world.platform.forge;
  let first: string | undefined;
  let calls = 0;
  let isReached = false;
  const another = async () => {
    await sweep();
    if (!areEventsDone) return;
    void world.settle();
    await standStill();
  };
  faults.onWireCall = ({ functionKey, invocationId }) => {
    if (functionKey !== 'sweep') return 'go';
    first ??= invocationId;
    if (invocationId !== first) return 'go';
    calls += 1;
    if (calls !== at) return 'go';
    isReached = true;
    return another().then(() => 'go');
  };
  await sweep();
  faults.onWireCall = undefined;
  await world.settle();
  return isReached;
}

async function play<Begun>(begin: () => Promise<Begun>) {
  world = await openWorld({ from: beginning });
  const begun = await begin();
  for (let gone = 0; gone < 40 * MINUTE; gone += 5 * MINUTE) await world.pass(5 * MINUTE);
  const came = await outcome();
  await world.close();
  return { begun, came };
}

// Each other call is one of the two: to play both at every call took a minute and found no more.
test.each([
  ['wait', false, 1],
  ['are done', true, 3],
])(
  'nothing is told twice, nothing is lost, and nobody waits, where its events %s',
  async (_, areEventsDone, first) => {
    const { came: ofOne } = await play(sweep);
    let last = first;
    for (let isReached = true; isReached; last += oneOf(4)) {
      const { begun, came } = await play(() => sweepTwice(last, areEventsDone));
      // What ends while the first stands still, as it is about to tell of it, is late no more.
      const late = areEventsDone
        ? ofOne.late.filter((line) => came.late.includes(line))
        : ofOne.late;
      expect([last, came]).toEqual([last, { ...ofOne, late }]);
      isReached = begun;
    }
    expect(last).toBeGreaterThan(80);
    expect([...ofOne.told, ...ofOne.late]).toHaveLength(TOLD);
    world = await openWorld({ from: beginning });
  },
  300_000,
);
