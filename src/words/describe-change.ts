import type { Verb } from '#domain/action/action';
import type { Ask, Change } from '#domain/action/ask';
import type { Entitlement } from '#domain/action/entitlement';
import { nameEntitlement } from './access-names';
import { listNames } from './listing';
import { say } from './say';

/** `add Priya Raman and Noah Okafor to the group frontend`, for messages and for the audit. */
export function describeChange(ask: Ask, change: Change): string {
  const names = change.subjects.flatMap((place) => ask.subjects[place]?.displayName ?? []);
  return changeFor(change, names.length === 0 ? say('nobody') : listNames(names));
}

/** The same, for people who are named already. */
export function changeFor(
  { verb, entitlement }: { readonly verb: Verb; readonly entitlement: Entitlement },
  who: string,
): string {
  const what = nameEntitlement(entitlement);
  if (entitlement.kind === 'account') return say('create {what} for {who}', { what, who });
  switch (verb) {
    case 'create':
      return say('create the group {name}', { name: entitlement.name });
    case 'add':
      return say('add {who} to {what}', { who, what });
    case 'remove':
      return say('remove {who} from {what}', { who, what });
  }
}

/** The first line of what was asked, and how many more there are. */
export function firstAsked(ask: Ask): string {
  const more = ask.changes.length - 1;
  const [first] = ask.changes;
  const what = first === undefined ? '' : describeChange(ask, first);
  return more > 0 ? say('{what} and {more} more', { what, more }) : what;
}
