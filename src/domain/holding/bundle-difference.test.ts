import { describe, expect, test } from 'vitest';
import {
  AT,
  developers,
  frontend,
  grant,
  holding,
  otherProjectRole,
  subject,
} from '../../../tests/support/samples';
import { type ExistingEntitlement, existingIds } from '../action/entitlement';
import type { Grant } from '../grant/grant';
import { DAY } from '../lib/time';
import { bundleHolders, differs } from './bundle-difference';
import { askedAs, bundleOfPeople, heldThrough } from './held-by-bundle';
import { type Holding, holdingId } from './holding';

const design: ExistingEntitlement = { kind: 'group', groupId: 'g2', name: 'design' };
const CONNECTION = 'c1';
const sam = subject('Sam');

const request = (id: string, contents: readonly ExistingEntitlement[], given = contents) => ({
  id,
  connectionId: CONNECTION,
  issue: { key: 'WEB-1' },
  ask: {
    subjects: [sam],
    changes: given.map((entitlement) => ({ verb: 'add' as const, entitlement, subjects: [0] })),
  },
  bundles: [
    {
      bundleId: 'b',
      name: 'Developer',
      policyVersion: 1,
      contents: contents.map(existingIds),
    },
  ],
});
type Request = ReturnType<typeof request>;

const held = (
  entitlement: ExistingEntitlement,
  grants: readonly Partial<Grant>[],
  over: Partial<Holding> = {},
) =>
  holding(
    grants.map((one) => grant({ endsAt: AT + 30 * DAY, ...one })),
    { connectionId: CONNECTION, entitlement, subject: sam, ...over },
  );

const holdersOf = (
  requests: readonly Request[],
  holdings: readonly Holding[],
  now: readonly ExistingEntitlement[],
) => {
  const found = new Map(holdings.map((one) => [holdingId(one), one]));
  return bundleHolders(
    requests.flatMap((one) => {
      const asked = askedAs(one, { bundleId: 'b' });
      return asked === undefined ? [] : bundleOfPeople(one, asked, found, AT);
    }),
    now,
  );
};
const names = (all: readonly ExistingEntitlement[]) => all.map(({ name }) => name);
const difference = (...args: Parameters<typeof holdersOf>) =>
  holdersOf(...args).map(({ lacks, beyond, heldBesides }) => [
    names(lacks),
    names(beyond),
    names(heldBesides),
  ]);

const BY_R1 = { requestId: 'r1' };

describe('how those who have a bundle differ from what is in it now', () => {
  const asked = request('r1', [frontend, developers]);
  const both = [held(frontend, [BY_R1]), held(developers, [BY_R1])];

  test.each<
    [string, readonly Request[], readonly Holding[], readonly ExistingEntitlement[], unknown]
  >([
    ['nothing is another', [asked], both, [developers, frontend], [[[], [], []]]],
    ['more is in it', [asked], both, [frontend, developers, design], [[['design'], [], []]]],
    ['less is in it', [asked], both, [frontend], [[[], ['Developers'], []]]],
    [
      'something else is in it',
      [asked],
      both,
      [frontend, design],
      [[['design'], ['Developers'], []]],
    ],
    [
      'what they returned stays as it is',
      [asked],
      [held(frontend, [BY_R1])],
      [frontend, developers],
      [[[], [], []]],
    ],
    [
      'what was left out as they asked stays out',
      [request('r1', [frontend, developers], [frontend])],
      both,
      [frontend, developers],
      [[[], [], []]],
    ],
    [
      'what they no longer have is not taken',
      [asked],
      [held(frontend, [BY_R1])],
      [frontend],
      [[[], [], []]],
    ],
    ['who has nothing of it any more does not have it', [asked], [], [design], []],
    [
      'nor who has it by another request alone',
      [asked],
      [held(frontend, [{ requestId: 'x' }])],
      [design],
      [],
    ],
    [
      'nor where that the app gave it is not proved',
      [asked],
      [held(frontend, [{ ...BY_R1, unproved: true }])],
      [design],
      [],
    ],
    ['nor once it is over', [asked], [held(frontend, [{ ...BY_R1, endsAt: AT }])], [design], []],
    [
      'nor once it was returned',
      [asked],
      [held(frontend, [{ ...BY_R1, returned: true }])],
      [design],
      [],
    ],
    [
      'nor once its work item is over',
      [asked],
      [held(frontend, [{ ...BY_R1, workItemId: 'i', workItemOver: 'done' }])],
      [design],
      [],
    ],
    [
      'what another request gives as well stays',
      [asked],
      [held(frontend, [BY_R1]), held(developers, [BY_R1, { requestId: 'x' }])],
      [frontend],
      [[[], [], ['Developers']]],
    ],
    [
      'so does what another request found there',
      [asked],
      [held(frontend, [BY_R1]), held(developers, [BY_R1], { claims: [grant({ requestId: 'x' })] })],
      [frontend],
      [[[], [], ['Developers']]],
    ],
    [
      'so does what another gave before whose term goes on',
      [asked],
      [
        held(frontend, [BY_R1]),
        held(developers, [BY_R1], {
          ended: [
            {
              ...grant({ requestId: 'x', endsAt: AT + DAY }),
              why: 'superseded',
              endedAt: AT - DAY,
            },
          ],
        }),
      ],
      [frontend],
      [[[], [], ['Developers']]],
    ],
    [
      'by two requests of it, what either asked for',
      [asked, request('r2', [frontend, design])],
      [...both, held(design, [{ requestId: 'r2' }])],
      [frontend, design],
      [[[], ['Developers'], []]],
    ],
    [
      'both of which gave what is to go',
      [asked, request('r2', [developers])],
      [held(developers, [BY_R1, { requestId: 'r2' }])],
      [design],
      [[['design'], ['Developers'], []]],
    ],
  ])('%s', (_, requests, holdings, now, wanted) => {
    expect(difference(requests, holdings, now)).toEqual(wanted);
  });

  test('the end is that of the longest, and none where something stays', () => {
    const end = (...grants: readonly Partial<Grant>[]) =>
      holdersOf([asked], [held(frontend, grants)], [design]).map((one) => [
        one.endsAt,
        one.withWorkItem,
      ]);
    const [soon, later] = [AT + DAY, AT + 2 * DAY];
    expect(end({ ...BY_R1, endsAt: soon })).toEqual([[soon, false]]);
    expect(end({ ...BY_R1, endsAt: soon }, { ...BY_R1, endsAt: later, block: 1 })).toEqual([
      [later, false],
    ]);
    expect(end({ ...BY_R1, endsAt: undefined })).toEqual([[undefined, false]]);
    expect(end({ ...BY_R1, endsAt: soon, workItemId: 'i' })).toEqual([[soon, true]]);
    // Of one request, what ends first counts; of two, the later.
    const two = [
      held(frontend, [{ ...BY_R1, endsAt: later }]),
      held(developers, [{ ...BY_R1, endsAt: soon }]),
    ];
    expect(holdersOf([asked], two, [design])[0]?.endsAt).toBe(soon);
    const r2 = [...two, held(design, [{ requestId: 'r2', endsAt: later }])];
    expect(holdersOf([asked, request('r2', [design])], r2, [design])[0]?.endsAt).toBe(later);
    // What another gives for longer is no part of it.
    expect(end({ ...BY_R1, endsAt: soon }, { requestId: 'x', endsAt: later })).toEqual([
      [soon, false],
    ]);
  });

  test('a bundle is told from its levels, and from another of the request', () => {
    const levelled = [{ bundleId: 'b', levelId: 'l', name: 'x', policyVersion: 1, contents: [] }];
    expect(askedAs({ bundles: levelled }, { bundleId: 'b' })).toBeUndefined();
    expect(askedAs({ bundles: levelled }, { bundleId: 'b', levelId: 'l' })).toBe(levelled[0]);
    expect(askedAs({}, { bundleId: 'b' })).toBeUndefined();
  });

  test('what was asked for besides the bundle, taken away, or asked for no person is not of it', () => {
    const { ask } = request('r1', [frontend, otherProjectRole]);
    const mixed = {
      connectionId: CONNECTION,
      id: 'r1',
      ask: {
        subjects: [sam, { kind: 'group' as const, groupId: 'g9', displayName: 'nine' }],
        changes: [
          ...ask.changes.map((one) => ({ ...one, subjects: [0, 1] })),
          { verb: 'remove' as const, entitlement: developers, subjects: [0] },
        ],
      },
    };
    const contents = [frontend, developers].map(existingIds);
    expect(
      heldThrough(mixed, { contents }).map(({ entitlement, subject: who }) => [
        entitlement.name,
        who.kind,
      ]),
    ).toEqual([['frontend', 'person']]);
  });

  test('there is a difference where something would be given or taken', () => {
    expect(differs({ lacks: [], beyond: [] })).toBe(false);
    expect(differs({ lacks: [design], beyond: [] })).toBe(true);
    expect(differs({ lacks: [], beyond: [design] })).toBe(true);
  });
});
