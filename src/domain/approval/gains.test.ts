import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { developers, frontend, subject } from '../../../tests/support/samples';
import type { Ask, Change } from '../action/ask';
import type { Entitlement } from '../action/entitlement';
import type { Subject } from '../action/subject';
import { type Gain, gainOf, gainsOf, type Held, placeKey, type Reach, waysToReach } from './gains';

const sam = subject('Sam');
const crew: Subject = { kind: 'group', groupId: 'g9', displayName: 'crew' };
const samsAddress: Subject = { kind: 'newPerson', email: 'Sam@Acme.example', displayName: 'Sam' };
const newGroup: Entitlement = { kind: 'newGroup', name: 'guild' };
const guild: Subject = { kind: 'newGroup', name: 'guild', displayName: 'guild' };
const account: Entitlement = { kind: 'account', products: [] };
const crewGroup: Entitlement = { kind: 'group', groupId: 'g9', name: 'crew' };

const change = (
  verb: Change['verb'],
  entitlement: Entitlement,
  ...subjects: readonly number[]
): Change => ({ verb, entitlement, subjects });
const ask = (subjects: readonly Subject[], ...changes: readonly Change[]): Ask => ({
  subjects,
  changes,
});
const reach = (over: Partial<Reach> = {}): Reach => ({
  accountId: 'sam',
  addresses: new Set(),
  groups: new Set(),
  ...over,
});
const inCrew = reach({ groups: new Set(['g9']) });
const atAcme = reach({ addresses: new Set(['sam@acme.example']) });
const holds = (one: Subject, entitlement: Entitlement): Held =>
  new Set([placeKey(one, entitlement)]);

const give = (one: Subject, entitlement: Entitlement) => ask([one], change('add', entitlement, 0));

describe('what an ask would give somebody', () => {
  const nothing = new Set<string>();
  test.each<[string, Ask, Reach, Held, Gain]>([
    ['their account', give(sam, frontend), reach(), nothing, 'something'],
    ['another account', give(subject('Pia'), frontend), reach(), nothing, 'nothing'],
    [
      'another account of theirs',
      give(subject('Sam2'), frontend),
      reach({ accounts: new Set(['sam2']) }),
      nothing,
      'something',
    ],
    [
      'another account of theirs, where they hold it',
      give(subject('Sam2'), frontend),
      reach({ accounts: new Set(['sam2']) }),
      holds(sam, frontend),
      'nothing',
    ],
    [
      'their account, which holds it',
      give(sam, frontend),
      reach(),
      holds(sam, frontend),
      'nothing',
    ],
    [
      'their account, and what is held is not known',
      give(sam, frontend),
      reach(),
      undefined,
      'unknown',
    ],
    [
      'their account, which loses it',
      ask([sam], change('remove', frontend, 0)),
      reach(),
      nothing,
      'nothing',
    ],
    ['their address in any case', give(samsAddress, frontend), atAcme, nothing, 'something'],
    [
      'an account at their address',
      ask([samsAddress], change('create', account, 0)),
      atAcme,
      nothing,
      'something',
    ],
    ['another address', give(samsAddress, frontend), reach(), nothing, 'nothing'],
    [
      'an address of nobody knows whom',
      give(samsAddress, frontend),
      reach({ addresses: undefined }),
      nothing,
      'unknown',
    ],
    [
      'an address that may be theirs',
      give(samsAddress, frontend),
      reach({ perhaps: new Set(['sam@acme.example']) }),
      nothing,
      'unknown',
    ],
    [
      'an address that is theirs, and may be',
      give(samsAddress, frontend),
      { ...atAcme, perhaps: new Set(['sam@acme.example']) },
      nothing,
      'something',
    ],
    [
      'an address, where another may be theirs',
      give(samsAddress, frontend),
      reach({ perhaps: new Set(['other@acme.example']) }),
      nothing,
      'nothing',
    ],
    [
      'their address, and they hold it',
      give(samsAddress, frontend),
      atAcme,
      holds(sam, frontend),
      'nothing',
    ],
    ['their group', give(crew, developers), inCrew, nothing, 'something'],
    [
      'another group',
      give(crew, developers),
      reach({ groups: new Set(['g8']) }),
      nothing,
      'nothing',
    ],
    [
      'a group, and theirs can’t be read',
      give(crew, developers),
      reach({ groups: undefined }),
      nothing,
      'unknown',
    ],
    [
      'their group, which holds it',
      give(crew, developers),
      inCrew,
      holds(crew, developers),
      'nothing',
    ],
    [
      'their group, and they hold it themselves',
      give(crew, developers),
      inCrew,
      holds(sam, developers),
      'nothing',
    ],
    [
      'their group, which loses it',
      ask([crew], change('remove', developers, 0)),
      inCrew,
      nothing,
      'nothing',
    ],
    [
      'a first member of a new group',
      ask([guild, sam], change('create', newGroup, 0), change('add', newGroup, 1)),
      reach(),
      nothing,
      'something',
    ],
    [
      'a new group of others',
      ask([guild, subject('Pia')], change('create', newGroup, 0), change('add', newGroup, 1)),
      reach(),
      nothing,
      'nothing',
    ],
  ])('%s', (_, asked, ofThem, held, gain) => {
    const all = asked.changes.map((_change, position) => position);
    expect(gainOf(asked, all, ofThem, held)).toBe(gain);
  });

  test('a group that the same ask puts them into, whichever stage decides that', () => {
    const asked = ask([sam, crew], change('add', crewGroup, 0), change('add', developers, 1));
    expect(gainOf(asked, [1], reach(), new Set())).toBe('something');
    const others = ask([subject('Pia'), crew], ...asked.changes);
    expect(gainOf(others, [1], reach(), new Set())).toBe('nothing');
    const together = ask(
      [subject('Pia'), sam, crew],
      change('add', crewGroup, 0, 1),
      change('add', developers, 2),
    );
    expect(gainOf(together, [1], reach(), new Set())).toBe('something');
    const taken = ask([sam, crew], change('remove', crewGroup, 0), change('add', developers, 1));
    expect(gainOf(taken, [1], reach(), new Set())).toBe('nothing');
  });

  test('nothing by a change or a subject that is not there', () => {
    expect(gainOf(give(sam, frontend), [7], reach(), new Set())).toBe('nothing');
    expect(gainOf(ask([], change('add', frontend, 0)), [0], reach(), new Set())).toBe('nothing');
  });

  test('is each of its ways, known or not, where what is held is not known', () => {
    const asked = ask([sam, crew], change('add', frontend, 0), change('add', developers, 1));
    const ways = waysToReach(asked, [0, 1], inCrew);
    expect(ways).toEqual([
      { as: sam, entitlement: frontend, known: true },
      { as: crew, entitlement: developers, known: true },
    ]);
    const unknown = ways.map((way) => ({ ...way, known: false }));
    expect(gainsOf(ways, inCrew, undefined)).toEqual(unknown);
    expect(gainsOf(ways, inCrew, holds(sam, frontend))).toEqual([ways[1]]);
  });

  test('only by the changes that are looked at', () => {
    const asked = ask([sam], change('add', frontend, 0), change('add', developers, 0));
    const held = holds(sam, frontend);
    expect(gainOf(asked, [0], reach(), held)).toBe('nothing');
    expect(gainOf(asked, [1], reach(), held)).toBe('something');
  });
});

const subjects = fc.uniqueArray(
  fc.constantFrom<Subject>(sam, subject('Pia'), samsAddress, crew, {
    kind: 'group',
    groupId: 'g8',
    displayName: 'others',
  }),
  { minLength: 1, maxLength: 5 },
);
const asks = subjects.chain((those) =>
  fc
    .array(
      fc.record({
        verb: fc.constantFrom('add' as const, 'remove' as const),
        entitlement: fc.constantFrom<Entitlement>(frontend, developers, crewGroup),
        subjects: fc.uniqueArray(fc.nat(those.length - 1), { minLength: 1 }),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((changes): Ask => ({ subjects: those, changes })),
);
const reaches = fc.record({
  accountId: fc.constantFrom('sam', 'pia', 'lena'),
  addresses: fc.option(fc.constantFrom(new Set<string>(), new Set(['sam@acme.example'])), {
    nil: undefined,
  }),
  groups: fc.option(fc.constantFrom(new Set<string>(), new Set(['g9']), new Set(['g8', 'g9'])), {
    nil: undefined,
  }),
});

describe('whatever is asked', () => {
  const all = (asked: Ask) => asked.changes.map((_, position) => position);

  test('to know less never clears anybody', () => {
    const order: readonly Gain[] = ['nothing', 'unknown', 'something'];
    fc.assert(
      fc.property(asks, reaches, (asked, known) => {
        const gain = gainOf(asked, all(asked), known, new Set());
        const blind = { ...known, addresses: undefined, groups: undefined };
        const without = gainOf(asked, all(asked), blind, undefined);
        if (gain !== 'nothing') expect(without).not.toBe('nothing');
        expect(order).toContain(without);
      }),
    );
  });

  test('what somebody is cleared of gives them no place: by account, by address or by group', () => {
    fc.assert(
      fc.property(asks, reaches, (asked, known) => {
        if (gainOf(asked, all(asked), known, new Set()) !== 'nothing') return;
        const places = placesAfter(asked, known);
        expect([...places].filter((key) => !places.before.has(key))).toEqual([]);
      }),
    );
  });

  test('the sum of the changes gives nothing where none of them does', () => {
    fc.assert(
      fc.property(asks, reaches, (asked, known) => {
        const each = all(asked).map((one) => gainOf(asked, [one], known, new Set()));
        const whole = gainOf(asked, all(asked), known, new Set());
        expect(whole === 'nothing').toBe(each.every((gain) => gain === 'nothing'));
      }),
    );
  });
});

/** What somebody holds once all was done, said by doing it: not by the rule. */
function placesAfter(asked: Ask, known: Reach): Set<string> & { before: Set<string> } {
  const groups = new Set([...(known.groups ?? [])].map((id) => `group:${id}`));
  const roles = new Map<string, Set<string>>();
  for (const { verb, entitlement, subjects: those } of asked.changes) {
    if (verb !== 'add') continue;
    for (const at of those) {
      const one = asked.subjects[at];
      const them =
        (one?.kind === 'person' && one.accountId === known.accountId) ||
        (one?.kind === 'newPerson' && known.addresses?.has(one.email.toLowerCase()) === true);
      if (entitlement.kind === 'group' && them) groups.add(`group:${entitlement.groupId}`);
      if (entitlement.kind !== 'role') continue;
      const actors = roles.get(entitlement.roleId) ?? new Set<string>();
      if (them) actors.add('them');
      if (one?.kind === 'group') actors.add(`group:${one.groupId}`);
      roles.set(entitlement.roleId, actors);
    }
  }
  const held = [...roles].flatMap(([role, actors]) =>
    [...actors].some((actor) => actor === 'them' || groups.has(actor)) ? [`role:${role}`] : [],
  );
  const before = new Set([...(known.groups ?? [])].map((id) => `group:${id}`));
  return Object.assign(new Set([...groups, ...held]), { before });
}
