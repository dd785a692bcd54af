import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ruleInputOf } from '../../src/contract/rule-input';
import type { PolicyView } from '../../src/contract/views';
import { askAndApprove, askOf } from '../support/ask-for';
import { error, openWorld, value, type World } from '../support/open-world';

/**
 * Attempts to have done on one site what was looked at on another: the very same ids are there, and mean
 * other people's groups and projects.
 */
const OTHER_ID = '5a5b5c5d-0000-4000-8000-000000000403';
const FOR_GOOD = { kind: 'permanent' } as const;

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend'], { rolesOf: 'anyProject' });
});
afterEach(() => world.close());

const noah = () => world.as('Noah Okafor');
const olivia = () => world.as('Olivia Hart');

/** Everything is there as it was, but that it is another site. */
async function connectOther(): Promise<() => Promise<void>> {
  value(await olivia().admin('connection.disconnect', {}));
  const stop = world.platform.atlassian.faults.add({
    path: /^\/_edge\/tenant_info/,
    effect: { kind: 'answer', status: 200, body: JSON.stringify({ cloudId: OTHER_ID }) },
  });
  await world.connect();
  return async () => {
    value(await olivia().admin('connection.disconnect', {}));
    stop();
    await world.connect();
  };
}

describe('what was shown of one site', () => {
  test.each(['frontend', 'WEB/Viewers'])('is not asked of another: %s', async (thing) => {
    const named = { issue: 'WEB-1', people: ['Priya Raman'], add: [thing] };
    const input = { ask: askOf(world, named), term: FOR_GOOD };
    const { fingerprint } = value(await noah().panel('request.preview', 'WEB-1', input));
    const submit = () =>
      noah().panel('request.submit', 'WEB-1', {
        ...input,
        justification: 'Needed for the launch.',
        planFingerprint: fingerprint,
        submissionKey: randomUUID(),
      });
    const goBack = await connectOther();
    const anew = value(await noah().panel('request.preview', 'WEB-1', input));
    expect(anew.lines.map(({ verdict }) => verdict)).toEqual([{ verdict: 'change' }]);
    expect(error(await submit())).toEqual({ code: 'request', refusal: { code: 'planChanged' } });
    await goBack();
    expect((await submit()).ok).toBe(true);
  });

  test('is not undone on another', async () => {
    const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['WEB/Viewers'] };
    const { id } = await askAndApprove(world, named);
    const inverse = () => noah().panel('request.inverse', 'WEB-1', { requestId: id });
    const goBack = await connectOther();
    expect(error(await inverse())).toEqual({ code: 'notConnected' });
    await goBack();
    expect(value(await inverse()).lines).toHaveLength(1);
  });

  const policy = async (): Promise<PolicyView> => {
    const shown = value(await olivia().admin('admin.load', {})).policy;
    if (shown === undefined) throw new Error('It can’t be read');
    return shown;
  };
  const unlock = (shown: PolicyView) =>
    olivia().admin('policy.save', {
      ...shown,
      connectionId: shown.connectionId ?? null,
      longestTermDays: shown.longestTermDays ?? null,
      rules: shown.rules.map(ruleInputOf),
      bundles: [],
      breakGlass: null,
      requestableGroups: [
        { groupId: world.groupId('platform-crew'), unlockedFor: ['jiraAdministration'] },
      ],
      fallbackApprovers: [],
    });

  test('unlocks no group of another', async () => {
    const shown = await policy();
    await connectOther();
    expect(error(await unlock(shown))).toEqual({ code: 'changedMeanwhile' });
    expect((await policy()).version).toBe(shown.version);
    expect(value(await unlock(await policy())).requestableGroups).toMatchObject([
      { name: 'platform-crew', unlockedFor: ['jiraAdministration'] },
    ]);
  });

  test('nor of one that was connected since', async () => {
    value(await olivia().admin('connection.disconnect', {}));
    const shown = await policy();
    expect(shown.connectionId).toBeUndefined();
    await world.connect();
    expect(error(await unlock(shown))).toEqual({ code: 'changedMeanwhile' });
  });
});
