import { describe, expect, test } from 'vitest';
import type { Shown } from '#domain/panel/where-shown';
import type { Directory, DirectoryPerson } from '#ports/directory';
import type { PanelPlaces } from '#ports/panel-places';
import { LEAD, person } from '../../../tests/support/samples';
import { tryAddresses, tryPanel } from './try-site';

describe('whether the site shows addresses', () => {
  const known = (name: string, email?: string): DirectoryPerson => ({
    ...person(name),
    active: true,
    accountType: 'atlassian',
    ...(email === undefined ? {} : { email }),
  });
  async function addresses(...people: readonly DirectoryPerson[]) {
    const asked: unknown[] = [];
    const directory = {
      searchPeople: async (query: string) => {
        asked.push(query);
        return { items: people, unreadable: 0 };
      },
      people: async (ids: readonly string[]) => {
        asked.push(ids);
        return new Map(people.map((one) => [one.accountId, one]));
      },
    } as Partial<Directory> as Directory;
    return { found: await tryAddresses(directory, { ...LEAD, displayName: '😀 Lena' }), asked };
  }

  test('is tried with those who are found by the first letter of whoever asks', async () => {
    const { asked } = await addresses(known('Sam', 's@acme.example'));
    expect(asked).toEqual(['😀', ['sam']]);
  });

  test.each([
    [[known('Sam', 's@acme.example'), known('Pia', 'p@acme.example')], 'asExpected', 2],
    [[known('Sam', 's@acme.example'), known('Pia')], 'otherWay', 1],
    [[known('Pia')], 'otherWay', 0],
  ] as const)('is so of all, or told of how many: %#', async (people, finding, shown) => {
    expect((await addresses(...people)).found).toEqual({
      finding,
      seen: { of: 'addresses', shown, people: people.length },
    });
  });

  test('is not tried with nobody', async () => {
    expect((await addresses()).found).toEqual({ finding: 'notTried', why: 'nothingThere' });
  });
});

describe('whether Jira tells where the panel is shown', () => {
  const tried = (shown: Shown | undefined, ids: readonly string[] = ['10', '20']) => {
    const panelPlaces = {
      projects: async () => ({ projects: ids.map((projectId) => ({ projectId })) }),
      shownIn: async (of: readonly string[]) =>
        new Map(of.join() === '10' && shown !== undefined ? [['10', shown]] : []),
    } as unknown as PanelPlaces;
    return tryPanel(panelPlaces);
  };

  test.each<[Shown | undefined, object]>([
    [{ state: 'shown' }, { finding: 'asExpected' }],
    [{ state: 'hidden' }, { finding: 'asExpected' }],
    [{ state: 'notKnown' }, { finding: 'differs' }],
    [
      { state: 'notKnown', why: 'No.' },
      { finding: 'differs', said: 'No.' },
    ],
    [undefined, { finding: 'differs' }],
  ])('is tried with one project: %o', async (shown, finding) => {
    expect(await tried(shown)).toStrictEqual(finding);
  });

  test('is not tried where there is none', async () => {
    expect(await tried({ state: 'shown' }, [])).toEqual({
      finding: 'notTried',
      why: 'nothingThere',
    });
  });
});
