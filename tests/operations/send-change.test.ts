import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '../../src/domain/action/ask';
import { type Subject, subjectKey } from '../../src/domain/action/subject';
import type { Unanswered } from '../../src/domain/effects/what-is-ours';
import { MINUTE } from '../../src/domain/lib/time';
import {
  type Allowance,
  allowanceOf,
  watchedAllowance,
} from '../../src/operations/effects/allowance';
import type { Recipient, ThereBefore } from '../../src/operations/effects/effect-for';
import { type Outcomes, sendChange } from '../../src/operations/effects/send-change';
import { Watch } from '../../src/operations/effects/watch';
import type { Directory } from '../../src/ports/directory';
import type { EffectAnswer, Provisioner } from '../../src/ports/provisioner';
import type { Site } from '../../src/ports/site';
import { SiteFailure } from '../../src/ports/site-failure';
import { type Operations, openOperations } from '../support/open-operations';

let bench: Operations;
beforeEach(async () => {
  bench = await openOperations();
});
afterEach(() => bench.close());

const PRIYA = 'Priya Raman';
const GRACE = 'Grace Kim';
const RIN = 'Rin Takahashi';
const MEI = 'Mei Lin';
const site = () => bench.platform.atlassian.directory;

interface Over {
  readonly provisioner?: Partial<Provisioner>;
  readonly directory?: Partial<Directory>;
  readonly allowance?: (whole: Allowance) => Allowance;
  readonly thereBefore?: ThereBefore;
}

/**
 * What came of it for each, sorted, as `Priya Raman applied`; with `, sent` what may have been done all the same, and
 * with `, missed` what was looked for since. `told`: how many were told together.
 */
async function send(
  change: Pick<Change, 'verb' | 'entitlement'>,
  recipients: readonly (Subject | Recipient)[],
  over: (own: Site) => Over = () => ({}),
  told: number[] = [],
): Promise<string[]> {
  const all = recipients.map((one): Recipient => ('subject' in one ? one : { subject: one }));
  const names = new Map(all.map(({ subject }) => [subjectKey(subject), subject.displayName]));
  const lines: string[] = [];
  const tell = async (outcomes: Outcomes) => {
    told.push(outcomes.size);
    for (const [key, outcome] of outcomes) {
      const sent = 'sent' in outcome ? outcome.sent : undefined;
      const words = [
        names.get(key),
        outcome.outcome,
        'reason' in outcome ? outcome.reason : '',
        'createdId' in outcome ? outcome.createdId : '',
      ].filter((word) => word);
      const may = sent === undefined ? '' : sent.missed === true ? ', missed' : ', sent';
      lines.push(`${words.join(' ')}${may}`);
    }
  };
  await bench.run((own) => {
    const there = own.siteOf(bench.connection.id);
    const { provisioner, directory, allowance, thereBefore } = over(there);
    const ports = {
      clock: own.clock,
      provisioner: { ...there.provisioner, ...provisioner },
      directory: { ...there.directory, ...directory },
    };
    const whole = allowanceOf(bench.now() + 10 * MINUTE, 10, own.callsMade);
    return sendChange(ports, change, all, allowance?.(whole) ?? whole, tell, thereBefore);
  });
  return lines.sort();
}

const people = (...names: readonly string[]) => names.map(bench.person);
const place = (verb: 'add' | 'remove' = 'add') =>
  ({ verb, entitlement: bench.group('qa') }) as const;
const viewers = (verb: 'add' | 'remove' = 'add') =>
  ({ verb, entitlement: bench.role('WEB', 'Viewers') }) as const;
const LOST: EffectAnswer = { answer: 'unconfirmed', message: 'gone', lost: true };
const REFUSED: EffectAnswer = { answer: 'refused', message: 'no', retryable: false };
const REJECTED: EffectAnswer = { answer: 'credentialRejected', message: 'no' };
const SO: EffectAnswer = { answer: 'alreadySo' };

/** `lost`: it is done, and its answer is lost. What no answer is named for is done. */
function inTurn<Of extends readonly unknown[]>(
  own: (...of: Of) => Promise<EffectAnswer>,
  ...answers: (EffectAnswer | 'lost')[]
): (...of: Of) => Promise<EffectAnswer> {
  return async (...of) => {
    const next = answers.shift();
    if (next !== undefined && next !== 'lost') return next;
    const answer = await own(...of);
    return next === 'lost' ? LOST : answer;
  };
}
const giving =
  (...answers: (EffectAnswer | 'lost')[]) =>
  ({ provisioner }: Site): Over => ({
    provisioner: { give: inTurn(provisioner.give, ...answers) },
  });
const taking =
  (...answers: (EffectAnswer | 'lost')[]) =>
  ({ provisioner }: Site): Over => ({
    provisioner: { take: inTurn(provisioner.take, ...answers) },
  });
const unavailable = () => Promise.reject(new SiteFailure('siteUnavailable', 'no', true));

describe('a place in a group', () => {
  test('takes a call for each', async () => {
    expect(await send(place(), people(PRIYA, GRACE))).toEqual([
      'Grace Kim applied',
      'Priya Raman applied',
    ]);
    expect(await send(place('remove'), people(PRIYA))).toEqual(['Priya Raman applied']);
    expect([bench.isMember('qa', PRIYA), bench.isMember('qa', GRACE)]).toEqual([false, true]);
    expect(bench.sent).toEqual(['POST /group/user', 'POST /group/user', 'DELETE /group/user']);
  });

  test('that was there, or gone, as the call came, is told as that', async () => {
    expect(await send(place(), people(PRIYA), giving(SO))).toEqual(['Priya Raman unchanged']);
    expect(await send(place('remove'), people(PRIYA), taking(SO))).toEqual([
      'Priya Raman unchanged',
    ]);
  });

  test.each(['add', 'remove'] as const)(
    'whose answer was lost is looked for with the others, and done where it shows: %s',
    async (verb) => {
      if (verb === 'remove') await send(place(), people(PRIYA, GRACE));
      bench.sent.length = 0;
      let looks = 0;
      const lost = verb === 'add' ? giving('lost', 'lost') : taking('lost', 'lost');
      const told: number[] = [];
      const lines = await send(
        place(verb),
        people(PRIYA, GRACE),
        (own) => ({
          ...lost(own),
          directory: {
            holders: (...of) => {
              looks += 1;
              return own.directory.holders(...of);
            },
          },
        }),
        told,
      );
      expect(lines).toEqual(['Grace Kim applied', 'Priya Raman applied']);
      expect([looks, told]).toEqual([1, [2]]);
      expect(bench.sent).toHaveLength(2);
    },
  );

  test('whose answer was lost, and which does not show, is sent again', async () => {
    expect(await send(place(), people(PRIYA, GRACE), giving(LOST, 'lost'))).toEqual([
      'Grace Kim applied',
      'Priya Raman applied, missed',
    ]);
    expect(bench.sent).toHaveLength(2);
  });

  test('and where it can’t be looked for, likewise, which proves nothing', async () => {
    const lines = await send(place(), people(PRIYA), (own) => ({
      ...giving('lost')(own),
      directory: { holders: unavailable },
    }));
    // There as it comes once more: the first call did it.
    expect(lines).toEqual(['Priya Raman applied']);
    expect(bench.sent).toHaveLength(2);
  });

  test.each(['add', 'remove'] as const)(
    'that is lost once more is looked for by itself, and not sent a third time: %s',
    async (verb) => {
      if (verb === 'remove') await send(place(), people(PRIYA));
      bench.sent.length = 0;
      const told: number[] = [];
      const lost = verb === 'add' ? giving(LOST, 'lost') : taking(LOST, 'lost');
      expect(await send(place(verb), people(PRIYA), lost, told)).toEqual(['Priya Raman applied']);
      expect([bench.sent.length, told]).toEqual([1, [1]]);
    },
  );

  test('that does not show is no proof of a removal', async () => {
    await send(place(), people(PRIYA));
    const nobody: Directory['holders'] = async ([one]) =>
      new Map([[`group:${one?.kind === 'group' ? one.groupId : ''}`, new Set<string>()]]);
    const lines = await send(place('remove'), people(PRIYA), (own) => ({
      ...taking(LOST)(own),
      directory: { holders: nobody },
    }));
    expect(lines).toEqual(['Priya Raman applied, missed']);
    expect(bench.isMember('qa', PRIYA)).toBe(false);
  });

  test('is not sent again once it is no longer meant', async () => {
    const [subject] = people(PRIYA);
    if (subject === undefined) throw new Error('Nobody');
    let isStillMeant = true;
    const recipient: Recipient = {
      subject,
      isStillMeant: async () => isStillMeant,
      sent: { at: bench.now(), missed: true },
    };
    expect(await send(place(), [recipient])).toEqual(['Priya Raman applied, missed']);
    isStillMeant = false;
    expect(await send(place(), [recipient])).toEqual(['Priya Raman notReached, missed']);
  });
});

describe('once the token is not taken', () => {
  test('nothing more is sent, and nothing is told of those', async () => {
    const names = [PRIYA, GRACE, RIN, MEI];
    let calls = 0;
    const lines = await send(place(), people(...names), () => ({
      provisioner: {
        give: async () => {
          calls += 1;
          return REJECTED;
        },
      },
      allowance: (whole) =>
        watchedAllowance(
          whole,
          new Watch(
            { now: bench.now, sleep: async () => {} },
            { lookedAt: bench.now(), expected: 9, atOnce: 1, isStillSo: async () => true },
          ),
        ),
    }));
    expect(lines).toEqual(['Priya Raman credentialRejected']);
    expect(calls).toBe(1);
  });

  test('what was lost before is still looked for, and what is not there is told as rejected', async () => {
    // Of Priya it is done, of Grace it is not; then the token is gone.
    const lines = await send(place(), people(PRIYA, GRACE, RIN), giving('lost', LOST, REJECTED));
    expect(lines).toEqual([
      'Grace Kim credentialRejected, missed',
      'Priya Raman applied',
      'Rin Takahashi credentialRejected',
    ]);
    expect(bench.sent).toHaveLength(1);
  });

  test('and where all of that is there, nothing more is told', async () => {
    const told: number[] = [];
    expect(await send(place(), people(PRIYA, GRACE), giving('lost', REJECTED), told)).toEqual([
      'Grace Kim credentialRejected',
      'Priya Raman applied',
    ]);
    expect(told).toEqual([1, 1]);
  });

  test('and so are those to whom it was to be sent again', async () => {
    const lines = await send(place(), people(PRIYA, GRACE), (own) => ({
      ...giving(LOST, LOST, REJECTED)(own),
      allowance: (whole) =>
        watchedAllowance(
          whole,
          new Watch(
            { now: bench.now, sleep: async () => {} },
            { lookedAt: bench.now(), expected: 9, atOnce: 1, isStillSo: async () => true },
          ),
        ),
    }));
    expect(lines).toEqual([
      'Grace Kim credentialRejected, missed',
      'Priya Raman credentialRejected, missed',
    ]);
    expect(bench.sent).toEqual([]);
  });
});

describe('a role', () => {
  test('takes all of them in one call', async () => {
    const told: number[] = [];
    const all = [...people(PRIYA, GRACE), bench.team('qa')];
    expect(await send(viewers(), all, undefined, told)).toEqual([
      'Grace Kim applied',
      'Priya Raman applied',
      'qa applied',
    ]);
    expect([bench.sent, told]).toEqual([['POST /project/10000/role/10101'], [3]]);
    const { accountIds, groupIds } = site().actorsOf('WEB', 'Viewers');
    expect(accountIds).toContain(bench.person(GRACE).accountId);
    expect(groupIds).toContain(bench.group('qa').groupId);
  });

  test.each([
    [250, [250]],
    [501, [250, 250, 1]],
  ])('but for those who are too many for one: of %s', async (count, expected) => {
    const sizes: number[] = [];
    const many = Array.from({ length: count }, (_, at) => ({
      kind: 'person' as const,
      accountId: `a${at}`,
      displayName: `P${at}`,
    }));
    const lines = await send(viewers(), many, () => ({
      provisioner: {
        addToRole: async (_role, { accountIds, groupIds }) => {
          sizes.push(accountIds.length + groupIds.length);
          return { answer: 'done' };
        },
      },
    }));
    expect(sizes).toEqual(expected);
    expect(lines).toHaveLength(count);
  });

  test.each([
    ['is refused', REFUSED, 'failed siteRefused'],
    ['was there', SO, 'unchanged'],
  ])('halves find out who %s', async (_, answer, expected) => {
    const grace = bench.person(GRACE).accountId;
    const lines = await send(viewers(), people(PRIYA, GRACE, RIN, MEI), ({ provisioner }) => ({
      provisioner: {
        addToRole: async (...of) =>
          of[1].accountIds.includes(grace) ? answer : provisioner.addToRole(...of),
      },
    }));
    expect(lines).toEqual([
      `Grace Kim ${expected}`,
      'Mei Lin applied',
      'Priya Raman applied',
      'Rin Takahashi applied',
    ]);
    expect(bench.sent).toHaveLength(2);
  });

  test('that the site does not take for now is taken by none of them, and asked for once', async () => {
    let calls = 0;
    const lines = await send(viewers(), people(PRIYA, GRACE), () => ({
      provisioner: {
        addToRole: async () => {
          calls += 1;
          return REJECTED;
        },
      },
    }));
    expect(lines).toEqual(['Grace Kim credentialRejected', 'Priya Raman credentialRejected']);
    expect(calls).toBe(1);
  });

  test('whose answer was lost is read back for all of them', async () => {
    const lines = await send(viewers(), people(PRIYA, GRACE), ({ provisioner }) => ({
      provisioner: { addToRole: inTurn(provisioner.addToRole, 'lost') },
    }));
    expect(lines).toEqual(['Grace Kim applied', 'Priya Raman applied']);
    expect(bench.sent).toHaveLength(1);
  });

  const sentBefore = (name: string): Recipient => ({
    subject: bench.person(name),
    sent: { at: bench.now(), missed: true } satisfies Unanswered,
  });

  test('what an earlier call may have done to one is not forgotten over the others', async () => {
    const rejecting = () => ({ provisioner: { addToRole: async () => REJECTED } });
    expect(await send(viewers(), [sentBefore(PRIYA), ...people(GRACE)], rejecting)).toEqual([
      'Grace Kim credentialRejected',
      'Priya Raman credentialRejected, missed',
    ]);
    const noTime = () => ({ allowance: (whole: Allowance) => ({ ...whole, deadline: 0 }) });
    expect(await send(viewers(), [sentBefore(PRIYA), ...people(GRACE)], noTime)).toEqual([
      'Grace Kim notReached',
      'Priya Raman notReached, missed',
    ]);
    // What is done is done, whatever was before.
    expect(await send(viewers(), [sentBefore(PRIYA), ...people(GRACE)])).toEqual([
      'Grace Kim applied',
      'Priya Raman applied',
    ]);
  });

  test('is given to nobody once one of those is no longer meant', async () => {
    const meant = (name: string, is: boolean) => ({
      ...sentBefore(name),
      isStillMeant: async () => is,
    });
    expect(await send(viewers(), [meant(PRIYA, true), meant(GRACE, false)])).toEqual([
      'Grace Kim notReached, missed',
      'Priya Raman notReached, missed',
    ]);
    expect(await send(viewers(), [meant(PRIYA, true), sentBefore(GRACE)])).toEqual([
      'Grace Kim applied, missed',
      'Priya Raman applied, missed',
    ]);
  });

  test('is taken from each by a call, from groups too', async () => {
    expect(await send(viewers('remove'), [bench.team('marketing')])).toEqual(['marketing applied']);
    expect(bench.sent).toEqual(['DELETE /project/10000/role/10101']);
  });
});

describe('what is created', () => {
  const NAME = 'design-guild';
  const EMAIL = 'Sam.New@acme.example';
  const group: Subject = { kind: 'newGroup', name: NAME, displayName: NAME };
  const newcomer: Subject = { kind: 'newPerson', email: EMAIL, displayName: EMAIL };
  const createGroup = { verb: 'create', entitlement: { kind: 'newGroup', name: NAME } } as const;
  const account = (...products: 'jira-software'[]) =>
    ({ verb: 'create', entitlement: { kind: 'account', products } }) as const;
  const nothing: Over = { thereBefore: () => 'notSo' };

  test('is ours by the id that the answer gives, where that was not there before', async () => {
    const [line] = await send(createGroup, [group], () => nothing);
    expect(line).toBe(`${NAME} applied ${bench.group(NAME).groupId}`);
    const [created] = await send(account(), [newcomer], () => nothing);
    expect(created).toBe(`${EMAIL} applied ${site().personWithEmail(EMAIL)?.accountId}`);
  });

  test.each([
    ['so', 'unchanged'],
    ['notKnown', 'unproved'],
  ] as const)('is not where it was there before: %s', async (was, outcome) => {
    const over = (): Over => ({ thereBefore: () => was });
    const [line] = await send(createGroup, [group], over);
    expect(line).toBe(`${NAME} ${outcome} ${bench.group(NAME).groupId}`);
    const [created] = await send(account(), [newcomer], over);
    expect(created).toBe(`${EMAIL} ${outcome} ${site().personWithEmail(EMAIL)?.accountId}`);
  });

  test('of an account that was there, products may have been given', async () => {
    const [created] = await send(account('jira-software'), [newcomer], () => ({
      thereBefore: () => 'so',
    }));
    expect(created).toContain(' foundAndGiven ');
  });

  test('without a list of what was there, nothing is ours', async () => {
    const [line] = await send(createGroup, [group]);
    expect(line).toContain(' unproved ');
  });

  test('without an id in the answer, a group is new, and whose an account is, is not known', async () => {
    const done = async (): Promise<EffectAnswer> => ({ answer: 'done' });
    const over = (before: 'so' | 'notSo') => (): Over => ({
      thereBefore: () => before,
      provisioner: { createGroup: done, createUser: done },
    });
    expect(await send(createGroup, [group], over('so'))).toEqual([`${NAME} applied`]);
    expect(await send(account(), [newcomer], over('notSo'))).toEqual([`${EMAIL} unproved`]);
  });

  test('an account that is not there is created by another call', async () => {
    const [line] = await send(account(), [newcomer], ({ provisioner }) => ({
      ...nothing,
      provisioner: { createUser: inTurn(provisioner.createUser, LOST) },
    }));
    expect(line).toBe(`${EMAIL} applied ${site().personWithEmail(EMAIL)?.accountId}, missed`);
  });

  test('a group is no proof by its name, whoever’s answer was lost', async () => {
    const lines = await send(createGroup, [group], ({ provisioner }) => ({
      ...nothing,
      provisioner: { createGroup: inTurn(provisioner.createGroup, 'lost') },
    }));
    expect(lines).toEqual([`${NAME} unproved`]);
  });

  test('a group that is not there is created by another call', async () => {
    const lines = await send(createGroup, [group], ({ provisioner }) => ({
      ...nothing,
      provisioner: { createGroup: inTurn(provisioner.createGroup, LOST) },
    }));
    expect(lines).toEqual([`${NAME} applied ${bench.group(NAME).groupId}, missed`]);
  });

  test('and where it is not known which groups there are, that is not known either', async () => {
    const lines = await send(createGroup, [group], () => ({
      ...nothing,
      provisioner: { createGroup: async () => LOST },
      directory: { takenGroupNames: async () => undefined },
    }));
    expect(lines).toEqual([`${NAME} failed unconfirmed, sent`]);
  });

  const owner = (...ids: readonly string[]) => {
    const people = ids.map((accountId) => ({ ...bench.person(PRIYA), accountId }));
    return new Map([[EMAIL.toLowerCase(), { owner: 'notKnown', why: 'several', people } as never]]);
  };
  const among =
    (ids: readonly string[], before: readonly string[]): (() => Over) =>
    () => ({
      provisioner: { createUser: async () => LOST },
      directory: { owners: async () => owner(...ids) },
      thereBefore: (id) => (before.includes(id) ? 'so' : 'notSo'),
    });

  test('an account whose answer was lost is the one at its address', async () => {
    const [line] = await send(account(), [newcomer], ({ provisioner }) => ({
      ...nothing,
      provisioner: { createUser: inTurn(provisioner.createUser, 'lost') },
    }));
    expect(line).toBe(`${EMAIL} applied ${site().personWithEmail(EMAIL)?.accountId}`);
  });

  test.each([
    ['the one who was not there before', ['a', 'b'], ['a'], `${EMAIL} applied b`],
    ['none where two were not', ['a', 'b'], [], `${EMAIL} failed unconfirmed, missed`],
    ['none where all were', ['a', 'b'], ['a', 'b'], `${EMAIL} failed unconfirmed, missed`],
  ])('and of several that may have it, %s', async (_, ids, before, expected) => {
    expect(await send(account(), [newcomer], among(ids, before))).toEqual([expected]);
  });
});
