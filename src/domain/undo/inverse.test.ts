import { describe, expect, test } from 'vitest';
import { AT, developers, frontend, inState, LEAD, subject } from '../../../tests/support/samples';
import type { Ask, Change } from '../action/ask';
import type { Entitlement } from '../action/entitlement';
import type { Subject } from '../action/subject';
import type { StepState } from '../effects/step';
import type { StepBlock } from '../effects/step-block';
import { heldBy } from '../holding/held-by';
import { type Holding, holdingId } from '../holding/holding';
import { inverseOf } from './inverse';

const applied: StepState = { state: 'applied', before: 'notHeld', at: AT };
const manual: StepState = { state: 'manual', by: LEAD, at: AT };
const [sam, pia] = [subject('Sam'), subject('Pia')];
const NO_HOLDINGS = new Map<string, Holding>();

const add = (entitlement: Entitlement, ...subjects: number[]): Change => ({
  verb: 'add',
  entitlement,
  subjects,
});
const blockOf = (at: number, change: number, ...steps: [number, StepState][]): StepBlock => ({
  requestId: 'r1',
  block: at,
  revision: 1,
  change,
  steps: steps.map(([position, outcome]) => ({
    subject: position,
    planned: { verdict: 'change' },
    outcome,
  })),
});
const inverse = (
  ask: Ask,
  blocks: readonly StepBlock[],
  holdings: ReadonlyMap<string, Holding> = NO_HOLDINGS,
) => inverseOf({ ...inState('completed'), ask }, blocks, holdings);

describe('taking back what a request did', () => {
  const ask: Ask = { subjects: [sam, pia], changes: [add(frontend, 0, 1)] };

  test.each<[string, StepState, 'undone' | 'stays' | 'neither']>([
    ['was applied', applied, 'undone'],
    ['was done by hand', manual, 'stays'],
    [
      'is so, with no proof of ours',
      { state: 'applied', before: 'notHeld', at: AT, unproved: true },
      'stays',
    ],
    ['was so before', { state: 'unchanged', at: AT }, 'neither'],
    ['is to be done', { state: 'pending' }, 'neither'],
    ['failed', { state: 'failed', reason: 'siteRefused', retryable: false, at: AT }, 'neither'],
  ])('what %s', (_, outcome, expected) => {
    const found = inverse(ask, [blockOf(0, 0, [0, outcome])]);
    expect(found).toEqual({
      ask:
        expected === 'undone'
          ? {
              subjects: [sam],
              changes: [{ verb: 'remove', entitlement: frontend, subjects: [0] }],
            }
          : { subjects: [], changes: [] },
      stays: expected === 'stays' ? [{ verb: 'add', subject: sam, entitlement: frontend }] : [],
    });
  });

  test('names each person once and each change once, and gives back what was taken', () => {
    const several: Ask = {
      subjects: [sam, pia],
      changes: [
        add(frontend, 0, 1),
        { verb: 'remove', entitlement: developers, subjects: [1, 0] },
        add(frontend, 1),
      ],
    };
    const blocks = [
      blockOf(0, 0, [1, applied], [0, applied]),
      blockOf(1, 1, [0, applied], [1, applied]),
      blockOf(2, 2, [1, applied]),
    ];
    expect(inverse(several, blocks).ask).toEqual({
      subjects: [pia, sam],
      changes: [
        { verb: 'remove', entitlement: frontend, subjects: [0, 1] },
        { verb: 'add', entitlement: developers, subjects: [1, 0] },
      ],
    });
  });

  test('leaves what was created, and takes its members out by the id that it got', () => {
    const team = { kind: 'newGroup', name: 'team' } as const;
    const asSubject: Subject = { ...team, displayName: 'team' };
    const creates: Ask = {
      subjects: [asSubject, sam],
      changes: [{ verb: 'create', entitlement: team, subjects: [0] }, add(team, 1)],
    };
    const found = inverse(creates, [
      blockOf(0, 0, [0, { state: 'applied', before: 'notHeld', at: AT, createdId: 'g7' }]),
      blockOf(1, 1, [1, applied]),
    ]);
    expect(found.stays).toMatchObject([{ verb: 'create', subject: { name: 'team' } }]);
    expect(found.ask).toMatchObject({
      subjects: [sam],
      changes: [{ verb: 'remove', entitlement: { kind: 'group', groupId: 'g7' }, subjects: [0] }],
    });
  });

  test('passes over what points at nothing that was asked for', () => {
    const found = inverse(ask, [
      blockOf(0, 7, [0, applied]),
      blockOf(1, 0, [9, applied], [1, applied]),
    ]);
    expect(found.ask.subjects).toEqual([pia]);
    expect(found.stays).toEqual([]);
  });
});

describe('access that has ended since', () => {
  const ask: Ask = { subjects: [sam], changes: [add(frontend, 0)] };
  const blocks = [blockOf(2, 0, [0, applied])];
  const grant = {
    requestId: 'r1',
    block: 2,
    issueKey: 'WEB-1',
    size: 1,
    grantedAt: AT,
    endsAt: AT + 1,
  };
  const ended = { ...grant, why: 'expired' as const, endedAt: AT + 1 };
  const held = heldBy('site', frontend, sam);
  if (held === undefined) throw new Error('Sam can hold it');
  const holdingOf = (over: Partial<Holding>): ReadonlyMap<string, Holding> =>
    new Map([
      [
        holdingId(held),
        { ...held, revision: 1, grants: [], ended: [], work: { state: 'over' }, ...over },
      ],
    ]);

  test.each<[string, ReadonlyMap<string, Holding>, boolean]>([
    ['the app holds nothing about it', NO_HOLDINGS, true],
    ['its grant has ended', holdingOf({ ended: [ended] }), false],
    [
      'its grant has ended among others',
      holdingOf({ ended: [{ ...ended, requestId: 'r0' }, ended] }),
      false,
    ],
    [
      'a grant of another request has ended',
      holdingOf({ ended: [{ ...ended, requestId: 'r0' }] }),
      true,
    ],
    ['a grant of another block has ended', holdingOf({ ended: [{ ...ended, block: 0 }] }), true],
    ['a later grant holds it now', holdingOf({ ended: [ended], grants: [grant] }), true],
  ])('is left where %s: %#', (_, holdings, isUndone) => {
    expect(inverse(ask, blocks, holdings).ask.changes).toHaveLength(isUndone ? 1 : 0);
  });

  test('says nothing about what was taken away: giving it back stays possible', () => {
    const takes: Ask = {
      subjects: [sam],
      changes: [{ verb: 'remove', entitlement: frontend, subjects: [0] }],
    };
    expect(inverse(takes, blocks, holdingOf({ ended: [ended] })).ask.changes).toHaveLength(1);
  });
});
