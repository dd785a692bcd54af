import type { World } from '../support/open-world';
import { GROUPS, PEOPLE } from './schedule';

/** A change on the site that came from a call, and not from somebody else. */
export interface Effect {
  readonly verb: 'add' | 'remove';
  readonly thing: string;
  readonly person: string;
}

const ROLES = ['Developers', 'Viewers'];

export interface Watched {
  readonly effects: readonly Effect[];
  /** Takes note of what somebody else has just changed, and of that alone: calls may be under way. */
  look(thing: string, person: string): void;
}

/** What really changed on the site with each call, by looking before and after: also where the answer was lost. */
export function watchEffects(world: World): Watched {
  const effects: Effect[] = [];
  let before = held(world);
  world.platform.atlassian.onExchange(({ via, method }) => {
    if (via !== 'token' || method === 'GET') return;
    const after = held(world);
    for (const key of new Set([...before, ...after])) {
      if (before.has(key) === after.has(key)) continue;
      const [thing = '', person = ''] = key.split('|');
      effects.push({ verb: after.has(key) ? 'add' : 'remove', thing, person });
    }
    before = after;
  });
  return {
    effects,
    look(thing, person) {
      const key = `${thing}|${person}`;
      const isHeld = held(world).has(key);
      const others = [...before].filter((one) => one !== key);
      before = new Set(isHeld ? [...others, key] : others);
    },
  };
}

export function held(world: World): Set<string> {
  const all = new Set<string>();
  const note = (thing: string, names: readonly string[]) => {
    for (const name of names) {
      if ((PEOPLE as readonly string[]).includes(name)) all.add(`${thing}|${name}`);
    }
  };
  for (const group of GROUPS) note(group, world.members(group));
  for (const role of ROLES) note(`WEB/${role}`, world.actors('WEB', role));
  return all;
}
