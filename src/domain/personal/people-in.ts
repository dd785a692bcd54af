import { isFormer } from '../action/former';
import { isList } from '../lib/is-list';

/** Somebody of whom something is stored, with the addresses that stand beside their id. */
export interface FoundPerson {
  readonly accountId: string;
  readonly emails: readonly string[];
}

/** doc: User privacy guide: Jira may name an account so, and it is not to be reported. */
const UNKNOWN = 'unknown';
/** doc: Jira REST API, User.accountId: at most 128 characters. Whatever else stands there is nobody to report, and no key. */
const ACCOUNT_ID = /^[0-9A-Za-z:._-]{1,128}$/;

/** Everybody whose id stands in a stored value, each once. */
export function peopleIn(value: unknown): readonly FoundPerson[] {
  const found = new Map<string, Set<string>>();
  collect(value, found);
  return [...found].map(([accountId, emails]) => ({ accountId, emails: [...emails] }));
}

function collect(value: unknown, found: Map<string, Set<string>>): void {
  if (isList(value)) {
    for (const item of value) collect(item, found);
    return;
  }
  if (!(value instanceof Object)) return;
  const { accountId, email, foundBy } = value as Readonly<Record<string, unknown>>;
  if (typeof accountId === 'string' && isSomebody(accountId)) {
    const emails = found.get(accountId) ?? new Set<string>();
    found.set(accountId, emails);
    if (typeof email === 'string') emails.add(email);
    if (typeof foundBy === 'string' && foundBy.includes('@')) emails.add(foundBy);
  }
  for (const inner of Object.values<unknown>({ ...value })) collect(inner, found);
}

const isSomebody = (accountId: string) =>
  ACCOUNT_ID.test(accountId) && accountId !== UNKNOWN && !isFormer(accountId);
