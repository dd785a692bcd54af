import type { Verb } from '#domain/action/action';
import type { Ask, Change } from '#domain/action/ask';
import type { Entitlement } from '#domain/action/entitlement';
import type { AccessRequest } from '#domain/request/access-request';
import { nameEntitlement } from './access-names';
import { nameBundle } from './bundle-words';
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

/** The first line of what was asked, how many more there are, and as which bundles. */
export function firstAsked({ ask, bundles = [] }: Pick<AccessRequest, 'ask' | 'bundles'>): string {
  const more = ask.changes.length - 1;
  const [first] = ask.changes;
  const one = first === undefined ? '' : describeChange(ask, first);
  const what = more > 0 ? say('{what} and {more} more', { what: one, more }) : one;
  if (bundles.length === 0) return what;
  const names = listNames(bundles.map((bundle) => nameBundle(bundle, ask.changes)));
  return say('{what}, as {bundles}', { what, bundles: names });
}
