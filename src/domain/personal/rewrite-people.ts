import type { Former } from '../action/former';
import { emailKey } from '../action/subject';
import { isList } from '../lib/is-list';

/** What is to become of somebody in everything that is stored. */
export type PersonChange =
  /** Their account was closed: neither id, name, picture nor any of their addresses stays. */
  | { readonly kind: 'erase'; readonly former: Former; readonly emails: readonly string[] }
  /** They are called otherwise by now. */
  | { readonly kind: 'refresh'; readonly displayName: string; readonly avatarUrl?: string };

/** By account id. */
export type PersonChanges = ReadonlyMap<string, PersonChange>;

/**
 * A stored value with these people changed wherever they stand: as people, by their id alone, and of who is
 * erased, within any text. What has nothing of them is the very value that was given.
 */
export function rewritePeople<T>(value: T, changes: PersonChanges): T {
  return changes.size === 0 ? value : (rewrite(value, changes) as T);
}

function rewrite(value: unknown, changes: PersonChanges): unknown {
  if (typeof value === 'string') return rewriteText(value, changes);
  if (isList(value)) {
    const items = value.map((item) => rewrite(item, changes));
    return items.some((item, place) => item !== value[place]) ? items : value;
  }
  return value instanceof Object ? rewriteObject(value as Fields, changes) : value;
}

type Fields = Readonly<Record<string, unknown>>;

function rewriteObject(value: Fields, changes: PersonChanges): Fields {
  const next = rewritePerson(value, changes) ?? rewriteNewPerson(value, changes) ?? value;
  const entries = Object.entries(next).map(
    ([field, inner]) => [field, rewriteField(field, inner, changes)] as const,
  );
  const isSame = next === value && entries.every(([field, inner]) => inner === value[field]);
  return isSame ? value : Object.fromEntries(entries);
}

/** An id by itself is somebody's or another's, whatever it has in common with theirs. */
function rewriteField(field: string, inner: unknown, changes: PersonChanges): unknown {
  if (field !== 'accountId' || typeof inner !== 'string') return rewrite(inner, changes);
  const change = changes.get(inner);
  return change?.kind === 'erase' ? change.former.accountId : inner;
}

/** Somebody with their name beside their id. Undefined where nothing of them changes. */
function rewritePerson(value: Fields, changes: PersonChanges): Fields | undefined {
  const { accountId, displayName } = value;
  if (typeof accountId !== 'string' || typeof displayName !== 'string') return undefined;
  const change = changes.get(accountId);
  if (change === undefined) return undefined;
  if (change.kind === 'erase') {
    const { avatarUrl: _avatar, email: _email, foundBy: _foundBy, ...rest } = value;
    const { accountId: id, displayName: name } = change.former;
    return { ...rest, accountId: id, displayName: name };
  }
  const { avatarUrl, email, ...rest } = value;
  const hadPicture = avatarUrl !== undefined && change.avatarUrl !== undefined;
  const isSame =
    displayName === change.displayName &&
    email === undefined &&
    (!hadPicture || avatarUrl === change.avatarUrl);
  if (isSame) return undefined;
  return {
    ...rest,
    displayName: change.displayName,
    ...(hadPicture ? { avatarUrl: change.avatarUrl } : {}),
  };
}

/** Somebody who was to get an account at an address that is one of theirs: called as it was typed. */
function rewriteNewPerson(value: Fields, changes: PersonChanges): Fields | undefined {
  const { kind, email } = value;
  if (kind !== 'newPerson' || typeof email !== 'string') return undefined;
  for (const change of changes.values()) {
    if (change.kind === 'erase' && change.emails.some((one) => emailKey(one) === emailKey(email)))
      return { ...value, email: change.former.email, displayName: change.former.displayName };
  }
  return undefined;
}

function rewriteText(text: string, changes: PersonChanges): string {
  let next = text;
  for (const [accountId, change] of changes) {
    if (change.kind !== 'erase') continue;
    next = withoutId(next, accountId, change.former.accountId);
    for (const email of change.emails) next = withoutAddress(next, email, change.former.email);
  }
  return next;
}

/** Never as a part of another's: an id may be how a longer one begins. In an address it may stand behind a code (`%3A`). */
function withoutId(text: string, accountId: string, instead: string): string {
  if (!text.includes(accountId)) return text;
  return text.replaceAll(
    new RegExp(`${ID_BEGINS}${literally(accountId)}${ID_ENDS}`, 'gu'),
    () => instead,
  );
}

const ID_BEGINS = String.raw`(?:(?<![\p{L}\p{N}][_-]*)|(?<=%[\dA-F]{2}))`;
const ID_ENDS = String.raw`(?![_-]*[\p{L}\p{N}])`;

const literally = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);

/**
 * In whatever case it stands there, and never as a part of another's: `joann@acme.example`, and whoever is at
 * `acme.example.org`, have addresses of their own.
 */
function withoutAddress(text: string, email: string, instead: string): string {
  if (!email.includes('@') || !text.includes('@')) return text;
  return text.replaceAll(new RegExp(`${BEGINS}${literally(email)}${ENDS}`, 'giu'), () => instead);
}

/** No letter or digit stands before it, nor one with a sign that joins it to what follows. */
const BEGINS = String.raw`(?<![\p{L}\p{N}](?:[.'&]|[_%+-]*))`;
/** Nor after it, where the name of its host goes on. */
const ENDS = String.raw`(?![\p{L}\p{N}]|[.-]+[\p{L}\p{N}])`;
