import type { World } from '../support/open-world';
import { GROUPS, PEOPLE } from './schedule';

/** A change on the site that came from a call, and not from somebody else. */
export interface Effect {
  readonly verb: 'add' | 'remove';
  readonly thing: string;
  readonly person: string;
}

const ROLES = ['Developers', 'Viewers'];

/**
 * What really changed on the site with each call, by looking before and after: also where the answer was
 * lost. `look` takes note of what somebody else has changed.
 */
export function watchEffects(world: World): { readonly effects: Effect[]; look(): void } {
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
    look() {
      before = held(world);
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
