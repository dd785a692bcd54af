import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askAndApprove } from '../support/ask-for';
import { ACCESS } from '../support/open-world';
import { connectionOf, seedHoldings } from '../support/seed-holdings';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  const { world } = stage;
  const { directory } = world.platform.atlassian;
  await world.connect();
  await world.allow(['frontend', 'engineering', 'design', 'all-staff']);
  const { accountId } = world.person(PRIYA);
  for (const group of ['engineering', 'all-staff', 'design'])
    directory.addMember(world.groupId(group), accountId);
  const term = { kind: 'days' as const, days: 30 };
  const named = { issue: 'WEB-1', people: [PRIYA], term };
  directory.addPerson('Nina Neu', 'nina.neu@acme.example');
  await askAndApprove(world, { ...named, add: ['frontend'] });
  await askAndApprove(world, { issue: 'WEB-1', groups: ['design'], add: ['WEB/Viewers'] });
  const ended = {
    who: world.person(PRIYA),
    connectionId: connectionOf(world),
    entitlement: { kind: 'group' as const, groupId: 'gone', name: 'beta-testers' },
    endsAt: world.platform.clock.now() - 1_000,
  };
  const [holding] = seedHoldings(world, [ended]);
  const [grant] = holding?.grants ?? [];
  if (grant === undefined) throw new Error('Nothing was seeded');
  seedHoldings(world, [ended], {
    grants: [],
    ended: [{ ...grant, why: 'expired', endedAt: ended.endsAt }],
    work: { state: 'over' },
  });
});
afterAll(() => stage.close());

const PRIYA = 'Priya Raman';
const PATH = `/jira/apps/${ACCESS}`;

describe('my access', () => {
  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)(
    'says what the reader has, from where and until when: %s, %i px',
    async (theme, width) => {
      const calls: string[] = [];
      stage.world.platform.forge.faults.onWireCall = ({ moduleKey, invocationId }) => {
        if (moduleKey === ACCESS && !calls.includes(invocationId)) calls.push(invocationId);
        return 'go';
      };
      const priya = await stage.signInAs(PRIYA, { at: PATH, theme, width });
      const { access, page } = priya;
      await access.getByText('Nothing waits for you.').waitFor();
      expect(calls).toHaveLength(1);
      await access.getByRole('tab', { name: 'My access' }).press('Enter');
      const card = (name: string) => access.getByRole('article').filter({ hasText: name });
      await card('frontend')
        .getByText(/^Until .*, then it is taken back$/)
        .waitFor();
      await card('frontend')
        .getByText(/^Noah Okafor asked for it in .*, and Maya Lindqvist approved it\.$/)
        .waitFor();
      await card('beta-testers')
        .getByText(/^Its time was over on /)
        .waitFor();
      await card('Viewers').getByText('the group design').waitFor();
      await card('Viewers').getByText('it can’t be returned for you alone').waitFor();
      const other = access.getByRole('listitem');
      await other.filter({ hasText: 'engineering' }).getByText('A site admin can').waitFor();
      await other.filter({ hasText: 'all-staff' }).getByText('an identity provider').waitFor();
      // The first view took one, what is theirs another, and what the site says a third.
      expect(calls).toHaveLength(3);
      stage.world.platform.forge.faults.onWireCall = undefined;
      expect(await findViolations(priya, 'app')).toEqual([]);
      expect(await sidewaysOverflow(page)).toEqual([]);
      await page.context().close();
    },
  );

  it.each([1280, 360])(
    'is asked for longer in place, with all that is known of it, %i px',
    async (width) => {
      const { world } = stage;
      const priya = await stage.signInAs(PRIYA, { at: PATH, width });
      const { access, page } = priya;
      await access.getByRole('tab', { name: 'My access' }).press('Enter');
      const card = access.getByRole('article').filter({ hasText: 'frontend' });
      await card.getByRole('button', { name: 'Extend frontend' }).press('Enter');
      await card.getByRole('heading', { name: 'Request access' }).waitFor();
      expect(await card.getByLabel('Why').inputValue()).toBe('Needed for the launch.');
      await card.getByText('Will be prolonged').waitFor();
      expect(await findViolations(priya, 'app')).toEqual([]);
      expect(await sidewaysOverflow(page)).toEqual([]);
      await card.getByRole('button', { name: 'Discard' }).click();
      expect(await access.getByRole('heading', { name: 'Request access' }).count()).toBe(0);
      await world.settle();
      await page.context().close();
    },
  );

  it('is asked for again once it has ended, and says whom it waits for', async () => {
    const { world } = stage;
    const term = { kind: 'hours' as const, hours: 1 };
    await askAndApprove(world, {
      issue: 'WEB-1',
      people: ['Yuki Tanaka'],
      add: ['frontend'],
      term,
    });
    await world.pass(3_600_000);
    await world.sweep();
    const yuki = await stage.signInAs('Yuki Tanaka', { at: PATH });
    const { access, page } = yuki;
    await access.getByRole('tab', { name: 'My access' }).click();
    await access.getByRole('button', { name: 'Ask again frontend' }).click();
    await access.getByRole('button', { name: 'Submit request' }).click();
    await access.getByText('Your request is sent in WEB-1').waitFor();
    await access.getByText('Waiting for Maya Lindqvist.').waitFor();
    expect(await findViolations(yuki, 'app')).toEqual([]);
    await page.context().close();
  });

  it('is returned by the keyboard alone, once more asked, and follows until it is gone', async () => {
    const { world } = stage;
    await askAndApprove(world, { issue: 'WEB-1', people: ['Grace Kim'], add: ['frontend'] });
    const grace = await stage.signInAs('Grace Kim', { at: PATH, width: 360 });
    const { access, page } = grace;
    await access.getByRole('tab', { name: 'My access' }).press('Enter');
    const card = access.getByRole('article').filter({ hasText: 'frontend' });
    await card.getByText('Permanently').waitFor();
    await card.getByRole('button', { name: 'Return frontend' }).press('Enter');
    await card.getByText('nobody has to approve that').waitFor();
    expect(await findViolations(grace, 'app')).toEqual([]);
    expect(await sidewaysOverflow(page)).toEqual([]);
    await card.getByRole('button', { name: 'Keep it' }).press('Enter');
    await card.getByRole('button', { name: 'Return frontend' }).press('Enter');
    await card.getByRole('button', { name: 'Return it' }).press('Enter');
    await access
      .getByText('You have returned the group frontend, and do not have it any more.')
      .waitFor();
    await card.getByText(/^You returned it: it ended on /).waitFor();
    expect(world.members('frontend')).not.toContain('Grace Kim');
    expect(await findViolations(grace, 'app')).toEqual([]);
    await page.context().close();
  });

  it('says why it can’t be returned, where nobody would be left to administer', async () => {
    const { world } = stage;
    await world.allow(['frontend'], { rolesOf: 'anyProject' });
    const asked = { issue: 'WEB-1', people: ['Sofia Costa'], add: ['MOB/Administrator'] };
    await askAndApprove(world, { ...asked, approver: 'Liam Chen' });
    world.platform.atlassian.directory.removeActor('MOB', 'Administrator', {
      accountId: world.person('Liam Chen').accountId,
    });
    const sofia = await stage.signInAs('Sofia Costa', { at: PATH, theme: 'dark' });
    const { access, page } = sofia;
    await access.getByRole('tab', { name: 'My access' }).click();
    await access.getByRole('button', { name: 'Return Administrator' }).click();
    await access.getByRole('button', { name: 'Return it' }).click();
    await access.getByText('nothing was changed').waitFor();
    await access.getByText('Nobody else who administers it would be left.').waitFor();
    await access.getByText('You have it as before.').waitFor();
    expect(await findViolations(sofia, 'app')).toEqual([]);
    await page.context().close();
  });

  it('says so where there is nothing', async () => {
    const nina = await stage.signInAs('Nina Neu', { at: PATH });
    const { access } = nina;
    await access.getByText('Nothing waits for you.').waitFor();
    await access.getByRole('tab', { name: 'My access' }).click();
    await access.getByText('Once something is approved for you').waitFor();
    await access.getByText('Nothing that can be asked for.').waitFor();
    expect(await access.getByRole('article').count()).toBe(0);
    expect(await findViolations(nina, 'app')).toEqual([]);
    await nina.page.context().close();
  });

  it('can be tried again where the site does not answer, with what the app knows beside it', async () => {
    const undo = stage.world.platform.atlassian.faults.add({
      via: 'token',
      effect: { kind: 'answer', status: 403, body: '{"errorMessages":["Not today."]}' },
    });
    const { access, page } = await stage.signInAs(PRIYA, { at: PATH });
    await access.getByRole('tab', { name: 'My access' }).click();
    await access.getByRole('heading', { name: 'frontend' }).waitFor();
    const again = access.getByRole('button', { name: 'Try again' });
    await again.waitFor();
    undo();
    await again.click();
    await access.getByText('the group design').waitFor();
    await page.context().close();
  });
});
