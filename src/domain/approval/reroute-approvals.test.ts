import { describe, expect, test } from 'vitest';
import { AT, LEAD, OTHER_LEAD, person, stage } from '../../../tests/support/samples';
import type { Person } from '../action/person';
import type { Approval, TraceEntry, TraceOutcome } from './approval';
import { asOnRecord, rerouteApprovals, turnsToTell } from './reroute-approvals';

const decision = { decision: 'approved', by: LEAD, at: AT } as const;
const traced = (outcome: TraceOutcome): Pick<Approval, 'trace'> => ({
  trace: [{ tried: { source: 'fallbackApprover' }, person: LEAD, outcome }],
});

describe('today’s stages', () => {
  test.each<[string, Approval, Approval, boolean]>([
    ['nothing is another', stage(LEAD), stage(LEAD), false],
    ['somebody else decides', stage(LEAD), stage(OTHER_LEAD), true],
    ['somebody decides too', stage(LEAD), stage(LEAD, { approvers: [LEAD, OTHER_LEAD] }), true],
    [
      'the same people in another order',
      stage(LEAD, { approvers: [OTHER_LEAD, LEAD] }),
      stage(LEAD, { approvers: [LEAD, OTHER_LEAD] }),
      false,
    ],
    ['somebody may decline by now', stage(LEAD), stage(LEAD, { mayDecline: [OTHER_LEAD] }), true],
    ['the issue is in another project', stage(LEAD), stage(LEAD, { projectId: '20' }), true],
    ['another stage has joined it', stage(LEAD), stage(LEAD, { changes: [0, 1] }), true],
    ['only the reason is another', stage(LEAD), stage(LEAD, traced('chosen')), false],
    ['it is not known who gains', stage(LEAD), stage(OTHER_LEAD, traced('gainUnknown')), false],
    ['it is not known who sees it', stage(LEAD), stage(OTHER_LEAD, traced('sightUnknown')), false],
    [
      'the issue is gone',
      stage(LEAD),
      stage(LEAD, { approvers: [], ...traced('issueGone') }),
      true,
    ],
  ])('%s', (_, stored, now, isChange) => {
    const { approvals, changed } = rerouteApprovals([stored], [now]);
    expect(approvals).toEqual([now]);
    expect(changed).toEqual(isChange ? [now] : []);
  });

  const unknown: TraceEntry = { tried: { source: 'member', group: 'qa' }, outcome: 'notKnown' };
  const isAway = (tried: TraceEntry['tried']): TraceEntry => ({
    tried,
    person: LEAD,
    outcome: 'away',
  });
  const standsIn: TraceEntry = {
    tried: { source: 'standIn', of: LEAD },
    person: OTHER_LEAD,
    outcome: 'chosen',
  };
  test.each<[string, TraceEntry['tried'], boolean]>([
    ['whom the stage asks', { source: 'named' }, true],
    ['a fallback approver', { source: 'fallbackApprover' }, false],
  ])('whose stand-in is new is %s, while it is not known who else decides', (_, tried, isNew) => {
    const now = stage(OTHER_LEAD, { trace: [unknown, isAway(tried), standsIn] });
    const { changed } = rerouteApprovals([stage(person('Pia'))], [now]);
    expect(changed.length > 0).toBe(isNew);
  });

  test('stand beside those that are decided, in the order of the changes', () => {
    const decided = stage(LEAD, { changes: [1], projectId: '20', decisions: [decision] });
    const now = [stage(person('Pia'), { changes: [0, 2], projectId: '20' })];
    const stored = [decided, stage(OTHER_LEAD, { changes: [0, 2] })];
    expect(rerouteApprovals(stored, now)).toEqual({ approvals: [...now, decided], changed: now });
    const today = [[2], [0, 4], [3], [1]].map((changes) => stage(LEAD, { changes }));
    const firsts = rerouteApprovals([], today).approvals.map(({ changes }) => changes[0]);
    expect(firsts).toEqual([0, 1, 2, 3]);
  });
});

describe('whom it is told to, whose turn it is', () => {
  const unknown = { tried: { source: 'named' }, outcome: 'sightUnknown' } as const;

  test('is as it is today, or as it was recorded where that is not known now', () => {
    const recorded = stage(LEAD);
    const known = stage(OTHER_LEAD);
    expect(turnsToTell([recorded], [known])).toEqual([known]);
    const uncertain = stage(OTHER_LEAD, { trace: [unknown] });
    expect(turnsToTell([recorded], [uncertain])).toEqual([recorded]);
  });

  test('is as it is today where nothing is on record that asks the same', () => {
    const uncertain = stage(OTHER_LEAD, { trace: [unknown] });
    for (const over of [{ asks: 'lead:20' }, { order: 2 }, { changes: [1] }]) {
      expect(turnsToTell([stage(LEAD, over)], [uncertain])).toEqual([uncertain]);
    }
  });
});

describe('a stage of before', () => {
  test('that waits goes where nothing of today asks it any more', () => {
    const now = stage(LEAD);
    const waits = stage(OTHER_LEAD, { changes: [1], asks: 'lead:20' });
    expect(rerouteApprovals([waits], [now]).approvals).toEqual([now]);
  });

  test('goes change by change, whichever of today’s asks it anew', () => {
    const now = [stage(LEAD, { changes: [0] }), stage(OTHER_LEAD, { changes: [1] })];
    const before = stage(person('Pia'), { changes: [0, 1, 2], decisions: [decision] });
    const { approvals } = rerouteApprovals([before], now);
    expect(approvals).toHaveLength(3);
    expect(approvals).toContainEqual({ ...before, changes: [2] });
  });

  const decided = (changes: readonly number[], over: Partial<Approval> = {}) =>
    stage(LEAD, { changes, decisions: [decision], ...over });

  test('that is one of today’s stands there once, with what was decided', () => {
    const now = decided([0, 1]);
    expect(rerouteApprovals([decided([0, 1])], [now]).approvals).toEqual([now]);
  });

  test('stays of those changes that none of today’s is about', () => {
    const now = stage(OTHER_LEAD, { changes: [0], asks: 'lead:20' });
    expect(rerouteApprovals([decided([0, 1])], [now]).approvals).toEqual([now, decided([1])]);
  });

  test('that nobody has decided, and that is none of today’s, is gone', () => {
    const waiting = stage(LEAD, { asks: 'lead:99', order: 2 });
    const now = stage(OTHER_LEAD);
    expect(rerouteApprovals([waiting], [now]).approvals).toEqual([now]);
  });
});

describe('on record', () => {
  const uncertain = stage(OTHER_LEAD, { changes: [0], ...traced('gainUnknown') });
  const certain = stage(OTHER_LEAD, { changes: [0], ...traced('gains') });

  test('a stage that something is not known of stays as it was, so that whoever decides it then is told', () => {
    const stored = [stage(LEAD, { changes: [0] })];
    const written = asOnRecord(stored, [uncertain]);
    expect(written).toEqual(stored);
    expect(rerouteApprovals(written, [certain]).changed).toEqual([certain]);
  });

  test('and names nobody where it was not there', () => {
    const written = asOnRecord([], [uncertain]);
    expect(written).toEqual([{ ...uncertain, approvers: [], mayDecline: [] }]);
    expect(rerouteApprovals(written, [certain]).changed).toEqual([certain]);
  });

  describe('whoever a source names, while it is not known whom another does,', () => {
    const lead = { source: 'issueProjectLead', projectKey: 'WEB' } as const;
    const group = { source: 'member', group: 'deciders' } as const;
    const fallback = { source: 'fallbackApprover' } as const;
    const named = (
      tried: TraceEntry['tried'],
      who: Person,
      outcome: TraceOutcome = 'chosen',
    ): TraceEntry => ({ tried, person: who, outcome });
    const unknown: TraceEntry = { tried: group, outcome: 'notKnown' };
    const [pia, emma] = [person('Pia'), person('Emma')];
    const of = (...trace: TraceEntry[]) =>
      stage(LEAD, {
        approvers: trace.flatMap((one) => (one.outcome === 'chosen' ? (one.person ?? []) : [])),
        mayDecline: trace.flatMap((one) => (one.outcome === 'gains' ? (one.person ?? []) : [])),
        trace,
      });

    test.each<[string, Approval, Approval, Person[], Person[]]>([
      [
        'stands beside those of the other',
        of(named(group, pia), named(lead, LEAD)),
        of(unknown, named(lead, OTHER_LEAD)),
        [pia, OTHER_LEAD],
        [],
      ],
      [
        'stands in the place of who stood in for others',
        of(unknown, named(fallback, emma)),
        of(unknown, named(lead, OTHER_LEAD)),
        [OTHER_LEAD],
        [],
      ],
      [
        'stands beside somebody of whom it is not known what they gain',
        of(named(lead, LEAD)),
        of(named(lead, LEAD, 'gainUnknown'), named({ source: 'named' }, pia)),
        [LEAD, pia],
        [],
      ],
      [
        'stands in the place of somebody who is inactive by now',
        of(named(group, pia), named(lead, LEAD)),
        of(unknown, named(lead, LEAD, 'inactive'), named({ source: 'named' }, emma)),
        [pia, emma],
        [],
      ],
      [
        'may only decline what gives them something',
        of(unknown, named(lead, LEAD)),
        of(unknown, named(lead, LEAD), named({ source: 'named' }, pia, 'gains')),
        [LEAD],
        [pia],
      ],
    ])('%s', (_, before, now, approvers, mayDecline) => {
      const { changed } = rerouteApprovals([before], [now]);
      expect(changed).toMatchObject([{ approvers, mayDecline }]);
      const written = asOnRecord([before], [now]);
      expect(written).toEqual(changed);
      // Once only.
      expect(rerouteApprovals(written, [now]).changed).toEqual([]);
      expect(asOnRecord(written, [now])).toEqual(written);
    });

    test('and those who were named by what is not known stay, whoever comes after', () => {
      const third = person('Theo');
      const before = of(named(group, pia), named(lead, LEAD));
      const once = asOnRecord([before], [of(unknown, named(lead, OTHER_LEAD))]);
      const twice = asOnRecord(once, [of(unknown, named(lead, third))]);
      expect(twice[0]?.approvers).toEqual([pia, third]);
    });

    test.each<[string, Approval, Approval]>([
      ['who was named before', of(named(lead, LEAD)), of(unknown, named(lead, LEAD))],
      ['who stands in for others', of(named(group, pia)), of(unknown, named(fallback, emma))],
      ['who can’t decide', of(named(lead, LEAD)), of(unknown, named(lead, pia, 'inactive'))],
      ['of whom it is not known', of(named(lead, LEAD)), of(named(lead, pia, 'gainUnknown'))],
    ])('is nobody %s', (_, before, now) => {
      expect(rerouteApprovals([before], [now]).changed).toEqual([]);
      expect(asOnRecord([before], [now])).toEqual([before]);
    });

    test('is told of a stage that was not there before', () => {
      const now = of(unknown, named(lead, OTHER_LEAD), named(fallback, emma));
      expect(rerouteApprovals([], [now]).changed).toMatchObject([{ approvers: [OTHER_LEAD] }]);
    });
  });

  test('but not what is known, is approved, or was decided by one of several just now', () => {
    const stored = [stage(LEAD, { changes: [0] })];
    const one = { ...uncertain, needed: 2, decisions: [decision] };
    for (const now of [certain, { ...uncertain, decisions: [decision] }, one]) {
      expect(asOnRecord(stored, [now])).toEqual([now]);
    }
  });

  test.each<[string, Partial<Approval>]>([
    ['asks the same', { asks: 'lead:99' }],
    ['is at the same place', { order: 2 }],
    ['is of the same changes', { changes: [0, 1] }],
  ])('a stage is another where it is none that %s', (_, over) => {
    const [mine, others] = [stage(LEAD, { changes: [0] }), stage(LEAD, { changes: [0], ...over })];
    expect(asOnRecord([others, mine], [uncertain])).toEqual([mine]);
    expect(asOnRecord([others], [uncertain])).toEqual([
      { ...uncertain, approvers: [], mayDecline: [] },
    ]);
  });
});
