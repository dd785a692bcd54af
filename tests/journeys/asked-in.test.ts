import { afterAll, beforeAll, expect, test } from 'vitest';
import { approve, ask, auditOf, get, type NamedAsk, steps } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { rulesBy } from '../support/rules-by';

/** What a rule keeps to some projects: who decides goes with the work item, and so does whether it is given. */
let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.connect();
});
afterAll(() => world.close());

const noah = () => world.as('Noah Okafor');
const directory = () => world.platform.atlassian.directory;
const NAMED: NamedAsk = { issue: 'WEB-1', people: ['Priya Raman'], add: ['design', 'frontend'] };

test('of one request, what is kept to a project is not given once its work item has left it, and the rest is', async () => {
  const { rules } = rulesBy(() => world);
  const { id: projectId, name } = directory().projectOf('WEB');
  await rules({ name: 'Designers' });
  await rules({ name: 'Designers', projects: [projectId] });
  const said = { part: 'projects', before: 'all', after: [{ projectId, key: 'WEB', name }] };
  expect((await auditOf(world)).map(({ event }) => event)).toContainEqual(
    expect.objectContaining({ changes: [expect.objectContaining({ parts: [said] })] }),
  );
  const { policy } = value(await world.as('Olivia Hart').admin('admin.load', {}));
  expect(policy?.rules).toMatchObject([{ projects: [{ projectId, key: 'WEB', name }] }]);

  const request = value(await ask(world, noah(), NAMED));
  const [approval] = request.approvals;
  expect(approval?.approvers.map(({ displayName }) => displayName)).toEqual(['Maya Lindqvist']);
  value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
  const moved = directory().moveIssue('WEB-1', 'MOB');
  await world.settle();
  expect(world.members('frontend')).toContain('Priya Raman');
  expect(world.members('design')).not.toContain('Priya Raman');
  const done = await get(noah(), moved, request.id);
  expect(done).toMatchObject({ state: 'needsAttention', progress: { applied: 1, failed: 1 } });
  const outcomes = (await steps(noah(), moved, request.id)).map(({ outcome }) => outcome);
  expect(outcomes.filter(({ state }) => state === 'failed')).toMatchObject([
    { reason: 'projectNotAllowed', rule: 'Designers', retryable: false },
  ]);

  // Asked for anew in the project that it was in.
  const again = value(await ask(world, noah(), { ...NAMED, issue: 'WEB-2', add: ['design'] }));
  value(await approve(world.as('Maya Lindqvist'), 'WEB-2', again));
  await world.settle();
  expect(world.members('design')).toContain('Priya Raman');
});
