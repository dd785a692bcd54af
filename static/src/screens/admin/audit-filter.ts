import type { InputOf } from '#contract/api';
import type { Person } from '#domain/action/person';
import { language, say } from '#words/say';
import { instantAt } from '../../words/wall-time';

/** What the audit is narrowed to. Days are those of the reader's calendar, as `<input type="date">` has them. */
export interface AuditFilter {
  readonly person: Person | undefined;
  readonly issueKey: string;
  readonly requestId: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
}

export const isEmpty = ({ person, ...texts }: AuditFilter): boolean =>
  person === undefined && Object.values(texts).every((text) => text.trim() === '');

/** A link names somebody by their account alone: a name in it could be anybody's. */
export function filterOf(search: string): AuditFilter {
  const asked = new URLSearchParams(search);
  const accountId = asked.get('person');
  return {
    person:
      accountId === null ? undefined : { accountId, displayName: say('The person in the link') },
    issueKey: asked.get('issue') ?? '',
    requestId: asked.get('request') ?? '',
    kind: asked.get('kind') ?? '',
    from: asked.get('from') ?? '',
    to: asked.get('to') ?? '',
  };
}

export function searchOf({ person, issueKey, requestId, kind, from, to }: AuditFilter): string {
  const asked = {
    person: person?.accountId ?? '',
    issue: issueKey.trim().toUpperCase(),
    request: requestId,
    kind,
    from,
    to,
  };
  const told = Object.entries(asked).filter(([, text]) => text !== '');
  return told.length === 0 ? '' : `?${new URLSearchParams(told)}`;
}

/** The last day is part of it. */
export function inputOf(filter: AuditFilter): InputOf<'audit.entries'> {
  const { person, requestId, kind } = filter;
  const issueKey = filter.issueKey.trim().toUpperCase();
  const since = startOf(filter.from, 0);
  const until = startOf(filter.to, 1);
  return {
    ...(person === undefined ? {} : { accountId: person.accountId }),
    ...(issueKey === '' ? {} : { issueKey }),
    ...(requestId === '' ? {} : { requestId }),
    ...(kind === '' ? {} : { kind }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until: until - 1 }),
  };
}

/** Why nothing can be found. */
export function problemOf({ from, to }: AuditFilter): string | undefined {
  return from !== '' && to !== '' && from > to
    ? say('The last day is before the first: choose a later one.')
    : undefined;
}

/** When that day begins, or so many days after it, in the reader's time zone; undefined where it is no day. */
function startOf(day: string, later: number): number | undefined {
  const parsed = Date.parse(`${day}T00:00Z`);
  if (Number.isNaN(parsed)) return undefined;
  const date = new Date(parsed);
  date.setUTCDate(date.getUTCDate() + later);
  const instant = instantAt(date.toISOString().slice(0, 16), language().timeZone);
  return instant >= 0 && instant < LAST ? instant : undefined;
}

/** 1 January 2100, as far as a day can be asked for. */
const LAST = Date.UTC(2100, 0, 1);
