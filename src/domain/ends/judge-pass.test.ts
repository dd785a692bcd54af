import { describe, expect, test } from 'vitest';
import {
  AT,
  acting,
  developers,
  grant,
  holding,
  liveState,
  ordinaryGroup,
  ordinaryRole,
  subject,
} from '../../../tests/support/samples';
import { endForHolder } from '../holding/end-for-holder';
import type { Holding, Wanted } from '../holding/holding';
import { APPROVAL_HOLDS_FOR } from '../lib/approval-holds';
import { DAY } from '../lib/time';
import { judgePass } from './judge-pass';

const of = (over: Partial<Holding> = {}): Holding =>
  holding([], { work: { state: 'runs', dueAt: AT }, ...over });
const judge = (wanted: Wanted, state: ReturnType<typeof liveState>, ...holdings: Holding[]) =>
  judgePass(
    holdings.map((holding) => ({ holding, wanted })),
    state,
    AT,
  );
const team = { kind: 'group', groupId: 'g1', displayName: 'frontend' } as const;

describe('what a pass does to what may be the last of its kind', () => {
  const group = (over: object) => new Map([['g1', { ...ordinaryGroup, ...over }]]);
  const held = { holders: new Map([['group:g1', new Set(['person:sam', 'person:pia'])]]) };
  const both = [of(), of({ subject: subject('Pia') })];
  const toRemove = { found: 'toRemove' };
  const stuck = (cause: string) => ({ found: 'stuck', cause });
  const protection = ['siteAdministration'] as const;

  test.each([
    ['two of three admins go', { protection, acting: acting(3) }, [toRemove, toRemove]],
    ['of two, one stays', { protection, acting: acting(2) }, [toRemove, stuck('lastAdmin')]],
    [
      'nobody goes where it is not known who is left',
      { protection },
      [stuck('adminsNotKnown'), stuck('adminsNotKnown')],
    ],
    [
      'nor where it administers a project alone',
      { administersAlone: 'yes', acting: acting(1) },
      [stuck('lastAdmin'), stuck('lastAdmin')],
    ],
    [
      'but a term ends where it only may',
      { administersAlone: 'notKnown', acting: acting(1) },
      [toRemove, toRemove],
    ],
  ])('%s', (_, over, expected) => {
    const state = liveState({ ...held, groups: group(over) });
    expect(judge('notHeld', state, ...both)).toEqual(expected);
  });

  test('what is returned before its term is over stays where it may be', () => {
    const over = { administersAlone: 'notKnown', acting: acting(1) } as const;
    const state = liveState({ ...held, groups: group(over) });
    const returned = both.map((one) => ({
      wanted: 'notHeld' as const,
      holding: endForHolder({ ...one, grants: [grant({ endsAt: AT + DAY })] }, AT).holding,
    }));
    const stays = [stuck('adminsNotKnown'), stuck('adminsNotKnown')];
    expect(judgePass(returned, state, AT)).toEqual(stays);
    expect(judgePass(returned, state, AT + DAY - 1)).toEqual(stays);
    // Then it goes as all that was given for a time.
    expect(judgePass(returned, state, AT + DAY)).toEqual([toRemove, toRemove]);
  });

  test('the account that the app acts as stays in what makes it work', () => {
    const state = liveState({
      holders: new Map([['group:g1', new Set(['person:robot'])]]),
      groups: group({ givesProductAccess: true }),
    });
    expect(judge('notHeld', state, of({ subject: subject('Robot') }))).toEqual([
      stuck('connectionAccount'),
    ]);
  });
});

describe('who can be given it back', () => {
  const inRole = (who: Holding['subject']) => of({ entitlement: developers, subject: who });
  const inactive = { active: false, accountType: 'atlassian' } as const;

  test.each([
    ['a person', inRole(subject('Sam')), {}, { found: 'toAdd' }],
    ['a group that is there', inRole(team), {}, { found: 'toAdd' }],
    ['a group that is not', inRole({ ...team, groupId: 'g7' }), {}, { found: 'gone' }],
    [
      'nobody who is deactivated',
      inRole(subject('Sam')),
      { people: new Map([['sam', inactive]]) },
      { found: 'stuck', cause: 'siteRefused' },
    ],
    [
      'nobody who has no account yet',
      inRole({ kind: 'newPerson', email: 'a@acme.example', displayName: 'A' }),
      {},
      { found: 'stuck', cause: 'siteRefused' },
    ],
    [
      'nobody in an archived project',
      inRole(subject('Sam')),
      { roles: new Map([['role:10:100', { ...ordinaryRole, projectArchived: true }]]) },
      { found: 'stuck', cause: 'projectArchived' },
    ],
  ])('%s', (_, holding, over, expected) => {
    expect(judge('held', liveState(over), holding)).toEqual([expected]);
  });

  test('a group held of a role goes like a person', () => {
    const state = liveState({ holders: new Map([['role:10:100', new Set(['group:g1'])]]) });
    expect(judge('notHeld', state, inRole(team))).toEqual([{ found: 'toRemove' }]);
  });
});

describe('nothing keeps what is not there waiting for longer than its approval holds', () => {
  const inRole = of({
    entitlement: developers,
    grants: [grant({ approvedAt: AT, endsAt: undefined })],
  });
  const inGroup = of({ grants: inRole.grants });
  const nobody = {
    holders: new Map([
      ['role:10:100', new Set<string>()],
      ['group:g1', new Set<string>()],
    ]),
  };
  const judgeAt = (over: object, one: Holding, later: number) =>
    judgePass([{ holding: one, wanted: 'held' }], liveState({ ...nobody, ...over }), AT + later);
  const archived = {
    roles: new Map([['role:10:100', { ...ordinaryRole, projectArchived: true }]]),
  };
  const managed = { groups: new Map([['g1', { ...ordinaryGroup, managedElsewhere: true }]]) };
  const inactive = { people: new Map([['sam', { active: false, accountType: 'atlassian' }]]) };
  test.each<[string, object, Holding, string]>([
    ['an archived project', archived, inRole, 'projectArchived'],
    ['an identity provider', managed, inGroup, 'groupManagedElsewhere'],
    ['a deactivated account', inactive, inGroup, 'siteRefused'],
  ])('%s', (_, over, one, cause) => {
    expect(judgeAt(over, one, APPROVAL_HOLDS_FOR)).toEqual([{ found: 'stuck', cause }]);
    expect(judgeAt(over, one, APPROVAL_HOLDS_FOR + 1)).toEqual([{ found: 'notToGive' }]);
    // Of what the site does not tell it is not known whether it is there.
    expect(judgeAt({ ...over, holders: new Map() }, one, APPROVAL_HOLDS_FOR + 1)).toEqual([
      { found: 'stuck', cause },
    ]);
  });
});
