import { expect, test } from 'vitest';
import type { AddressOwner } from '#domain/action/address-owner';
import type { EntryMeaning } from '#domain/list/entry-meaning';
import type { Directory, DirectoryPerson } from '#ports/directory';
import { person } from '../../../tests/support/samples';
import { resolveEntries } from './resolve-entries';

const known = (name: string, over: Partial<DirectoryPerson> = {}): DirectoryPerson => ({
  ...person(name),
  email: `${name.toLowerCase()}@acme.example`,
  active: true,
  accountType: 'atlassian',
  ...over,
});
const SAM_ID = '5b10a2844c20165700ede21a';
const GONE_ID = '5b10a2844c20165700ede21b';
const APP_ID = '5b10a2844c20165700ede21c';
const sam = known('Sam');
const inactive = (name: string) => known(name, { active: false });

/** What the site knows, and what it was asked. */
function directory() {
  const asked: string[] = [];
  const owners: readonly (readonly [string, AddressOwner<DirectoryPerson>])[] = [
    ['sam@acme.example', { owner: 'known', person: sam }],
    ['s@acme.example', { owner: 'perhaps', person: sam }],
    ['off@acme.example', { owner: 'perhaps', person: inactive('Otto') }],
    ['two@acme.example', { owner: 'notKnown', why: 'several', people: [sam] }],
    ['new@acme.example', { owner: 'nobody' }],
  ];
  const names: readonly (readonly [string, readonly DirectoryPerson[]])[] = [
    ['sam', [sam]],
    ['pia', [known('Pia'), known('Pia', { accountId: 'pia2' }), inactive('Pia')]],
    ['otto', [inactive('Otto')]],
    ['una', [inactive('Una'), known('Una', { active: false, accountId: 'una2' })]],
    ['theo', [inactive('Theo'), known('Theo', { accountId: 'theo2' })]],
    ['bot', [known('Bot', { accountType: 'app' })]],
    ['lee', [known('Lee', { accountType: 'unknown' }), known('Lee', { accountType: 'customer' })]],
  ];
  const site: Pick<Directory, 'owners' | 'people' | 'peopleByName'> = {
    people: async (ids) => {
      asked.push(`people ${ids.join()}`);
      return new Map([
        [SAM_ID, sam],
        [APP_ID, known('Bot', { accountType: 'app' })],
      ]);
    },
    owners: async (emails) => {
      asked.push(`owners ${emails.join()}`);
      return new Map(owners);
    },
    peopleByName: async (all) => {
      asked.push(`names ${all.join()}`);
      return new Map(names);
    },
  };
  return { site, asked };
}

const shown = ({ accountId, displayName }: DirectoryPerson) => ({ accountId, displayName });

test.each<[string, EntryMeaning]>([
  [SAM_ID, { found: 'person', person: shown(sam) }],
  [`[~accountid:${SAM_ID}]`, { found: 'person', person: shown(sam) }],
  [GONE_ID, { found: 'noSuchAccount' }],
  [APP_ID, { found: 'nobody' }],
  ['sam@acme.example', { found: 'person', person: shown(sam) }],
  ['s@acme.example', { found: 'person', person: shown(sam), foundBy: 's@acme.example' }],
  ['off@acme.example', { found: 'inactive', person: person('Otto') }],
  ['two@acme.example', { found: 'addressNotKnown' }],
  ['new@acme.example', { found: 'newPerson', email: 'new@acme.example' }],
  ['Other@acme.example', { found: 'newPerson', email: 'Other@acme.example' }],
  ['Sam', { found: 'person', person: shown(sam) }],
  ['nobody of that name', { found: 'nobody' }],
  ['Bot', { found: 'nobody' }],
  ['Otto', { found: 'inactive', person: person('Otto') }],
  ['Una', { found: 'severalInactive' }],
  [
    'Theo',
    {
      found: 'person',
      person: { accountId: 'theo2', displayName: 'Theo' },
      hasInactiveNamesake: true,
    },
  ],
  ['Lee', { found: 'person', person: person('Lee') }],
  ['Pia', { found: 'several', people: [person('Pia'), { accountId: 'pia2', displayName: 'Pia' }] }],
])('%j means %o', async (entry, meaning) => {
  expect(await resolveEntries(directory().site, [entry])).toStrictEqual([meaning]);
});

test('they are answered in their order, and each kind is asked for in one call', async () => {
  const { site, asked } = directory();
  const meant = await resolveEntries(site, ['Sam', GONE_ID, 'new@acme.example', 'Otto', SAM_ID]);
  expect(meant.map(({ found }) => found)).toEqual([
    'person',
    'noSuchAccount',
    'newPerson',
    'inactive',
    'person',
  ]);
  expect(asked.sort()).toEqual([
    'names Sam,Otto',
    'owners new@acme.example',
    `people ${GONE_ID},${SAM_ID}`,
  ]);
});

test('what none of them is, is not asked for', async () => {
  const { site, asked } = directory();
  expect(await resolveEntries(site, [])).toEqual([]);
  expect(asked).toEqual([]);
  await resolveEntries(site, ['Sam']);
  expect(asked).toEqual(['names Sam']);
});

test('whoever is meant comes with their picture', async () => {
  const avatarUrl = 'https://acme.example/sam.png';
  const { site } = directory();
  const people = async () => new Map([[SAM_ID, { ...sam, avatarUrl }]]);
  expect(await resolveEntries({ ...site, people }, [SAM_ID])).toEqual([
    { found: 'person', person: { ...shown(sam), avatarUrl } },
  ]);
});
