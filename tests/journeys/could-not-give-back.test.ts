import { afterEach, beforeEach, expect, test } from 'vitest';
import { moduleOfType } from '../../local/forge/module-of-type';
import { DAY, HOUR } from '../../src/domain/lib/time';
import { stateWords } from '../../src/words/request-state';
import { auditOf, get, steps } from '../support/ask-for';
import { loseBesideApproval } from '../support/lose-beside-approval';
import { manifest, openWorld, value, type World } from '../support/open-world';

/** Access that the app took away beside an approval, and that the site refuses to take back in. */
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend']);
});
afterEach(() => world.close());

const LOST = { kind: 'reset', when: 'before' } as const;
const NOT_THERE = 'could not be given back';
const told = (name: string) =>
  world.platform.atlassian
    .notificationsOf(world.person(name).accountId)
    .filter(({ text }) => text.includes(NOT_THERE)).length;
const mails = () =>
  world.platform.atlassian
    .mailOf(world.person('Olivia Hart').accountId)
    .filter(({ text }) => text.includes(NOT_THERE)).length;
/** What stands beside the folded context of the work item. */
async function lozenge() {
  const { status } = (await world.platform.forge.dynamicProperties({
    moduleKey: moduleOfType(manifest, 'jira:issueContext').key,
    accountId: world.person('Noah Okafor').accountId,
    extension: { issue: { id: world.platform.atlassian.directory.issue('WEB-1')?.id } },
  })) as { status: { value: { label: string } } };
  return status.value.label;
}
const onPage = async () => value(await world.as('Olivia Hart').admin('admin.load', {}));
/** How an admin sees the group on the person whose it is. */
const onPerson = async () => {
  const { accountId } = world.person('Priya Raman');
  const { groups } = value(await world.as('Olivia Hart').admin('admin.person', { accountId }));
  return groups.filter(({ name }) => name === 'frontend').map(({ grant }) => grant);
};
const held = async () =>
  value(await world.as('Priya Raman').access('access.held', {})).items.map(
    ({ standing }) => standing,
  );

test('is told as missing too where no try is answered, once a look has shown that', async () => {
  const { request } = await loseBesideApproval(world, 'frontend', { kind: 'permanent' }, LOST);
  await world.pass(HOUR);
  const [step] = await steps(world.as('Noah Okafor'), 'WEB-1', request.id);
  expect(step?.grant).toMatchObject({ state: 'missing', cause: 'siteUnavailable' });
});

test('is told as over, for good, once its approval gives nothing any more', async () => {
  const { request } = await loseBesideApproval(world, 'frontend', { kind: 'permanent' });
  for (let days = 0; days < 8; days += 1) await world.pass(DAY);
  await world.pass(2 * HOUR);
  const [step] = await steps(world.as('Noah Okafor'), 'WEB-1', request.id);
  expect(step?.grant?.state).toBe('notGivenBack');
  expect(await held()).toMatchObject([{ state: 'ended', why: 'notGivenBack' }]);
  expect((await onPage()).missing.items).toEqual([]);
});

test.each([
  ['stays', { kind: 'permanent' }],
  ['active', { kind: 'days', days: 30 }],
] as const)(
  'is told as missing where people look until it is there again (%s)',
  async (rest, term) => {
    const { request, allowAgain } = await loseBesideApproval(world, 'frontend', term);
    const ofStep = async () =>
      (await steps(world.as('Noah Okafor'), 'WEB-1', request.id))[0]?.grant;
    expect([request.state, world.members('frontend').includes('Priya Raman')]).toEqual([
      'completed',
      false,
    ]);
    const missing = { state: 'missing', at: expect.any(Number), cause: 'siteRefused' };
    // Those who approved it, admins, and after a day the work item, as of what is overdue.
    expect([told('Maya Lindqvist'), told('Noah Okafor'), mails()]).toEqual([0, 0, 0]);
    const card = async () => get(world.as('Noah Okafor'), 'WEB-1', request.id);
    expect([await lozenge(), stateWords(await card()).label]).toEqual([
      'Access missing',
      'Access missing',
    ]);
    const since = (await onPage()).missing.items[0]?.since;
    for (const later of [0, HOUR, DAY]) {
      await world.pass(later);
      expect(await ofStep()).toEqual(missing);
      expect(await held()).toEqual([missing]);
      expect(await onPerson()).toEqual([missing]);
      const page = await onPage();
      expect(page.overdue.items).toEqual([]);
      expect(page.missing).toMatchObject({
        items: [
          {
            subject: { displayName: 'Priya Raman' },
            entitlement: { name: 'frontend' },
            cause: 'siteRefused',
            issueKey: 'WEB-1',
            since,
          },
        ],
        more: false,
      });
    }

    await world.pass(HOUR);
    expect([told('Maya Lindqvist'), told('Noah Okafor'), mails()]).toEqual([2, 1, 1]);
    const audited = async (kind: string) =>
      (await auditOf(world)).filter(({ event }) => event.kind === kind);
    expect(await audited('grant.missing')).toHaveLength(2);
    expect(await audited('grant.thereAgain')).toEqual([]);
    allowAgain?.();
    await world.pass(2 * HOUR);
    expect(await audited('grant.thereAgain')).toMatchObject([{ event: { missingSince: since } }]);
    expect(await audited('grant.missing')).toHaveLength(2);
    expect(world.members('frontend')).toContain('Priya Raman');
    expect([await held(), (await onPage()).missing.items]).toMatchObject([[{ state: rest }], []]);
    const running = rest === 'stays' ? undefined : 'active';
    expect((await ofStep())?.state).toBe(running);
    expect((await onPerson()).map((grant) => grant?.state)).toEqual([running]);
  },
);
