import { expect } from 'vitest';
import { ENTITY } from '../../../src/adapters/storage/keys';
import { keysOf } from '../../support/poison';
import { strangeName } from '../../support/strange-name';
import { FALLBACKS, GROUPS } from '../cast';
import type { Trouble } from '../trouble';

const PEOPLE = [0, 1].map((place) => strangeName(place));
/** With names of 255 characters, more than one stored record holds. */
const MANY = 450;

/** People with names of 184 characters of mixed scripts, and a policy that is stored in parts. */
export const longNames: Trouble = {
  isPlayed: true,
  async prepare(world) {
    const { directory } = world.platform.atlassian;
    PEOPLE.forEach((name, place) => void directory.addPerson(name, `long.${place}@acme.example`));
    const names = Array.from({ length: MANY }, (_, place) => strangeName(place + 100, 255));
    for (const name of names) directory.addGroup(name);
    await world.allow([...GROUPS, ...names], { fallbackApprovers: FALLBACKS });
    const parts = keysOf(world.platform, ENTITY.policy).filter((key) => key.includes(':part:'));
    expect(parts.length).toBeGreaterThan(1);
  },
  shape: (asked) => ({ ...asked, people: [...asked.people, ...PEOPLE] }),
  begin() {},
};
