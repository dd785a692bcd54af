import { afterEach, beforeEach, expect, test } from 'vitest';
import { moduleOfType } from '../../local/forge/module-of-type';
import { DAY } from '../../src/domain/lib/time';
import { ask, askAndApprove } from '../support/ask-for';
import { manifest, openWorld, value, type World } from '../support/open-world';

const CONTEXT = moduleOfType(manifest, 'jira:issueContext').key;

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend']);
});
afterEach(() => world.close());

/** What Jira draws beside the label, of an issue that the page says it is. */
const statusFor = (name: string | undefined, issueKey: string) =>
  world.platform.forge.dynamicProperties({
    moduleKey: CONTEXT,
    accountId: name === undefined ? undefined : world.person(name).accountId,
    extension: { issue: { id: world.platform.atlassian.directory.issue(issueKey)?.id } },
  });
const lozenge = (label: string) => ({ status: { type: 'lozenge', value: { label } } });

test('the lozenge says what is most pressing, from nothing asked to the day it ends', async () => {
  expect(await statusFor('Noah Okafor', 'WEB-1')).toMatchObject(lozenge('No requests'));
  const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };
  await askAndApprove(world, { ...named, term: { kind: 'days', days: 30 } });
  const ends = new Date(world.platform.clock.now() + 30 * DAY).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  expect(await statusFor('Noah Okafor', 'WEB-1')).toMatchObject(lozenge(`Ends ${ends}`));
  value(await ask(world, world.as('Noah Okafor'), { ...named, people: ['Grace Kim'] }));
  expect(await statusFor('Noah Okafor', 'WEB-1')).toMatchObject(lozenge('1 waiting'));
});

test('nothing is said to who does not see the issue, nor where nobody says who looks', async () => {
  const insider = { issue: 'FIN-1', people: ['Mateo Álvarez'], add: ['frontend'] };
  value(await ask(world, world.as('Ingrid Solberg'), insider));
  expect(await statusFor('Ingrid Solberg', 'FIN-1')).toMatchObject(lozenge('1 waiting'));
  expect(await statusFor('Grace Kim', 'FIN-1')).toEqual({});
  expect(await statusFor(undefined, 'FIN-1')).toEqual({});
});

test('a status that can’t be read is none', async () => {
  world.platform.atlassian.faults.add({
    path: /^\/issue\//,
    via: 'gateway',
    effect: { kind: 'answer', status: 500, body: 'no' },
  });
  expect(await statusFor('Noah Okafor', 'WEB-1')).toEqual({});
});
