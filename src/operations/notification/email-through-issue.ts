import type { Person } from '#domain/action/person';
import type { DeliveryProblem } from '#domain/delivery/deliveries';
import type { Message } from '#domain/notification/message';
import type { HostAsApp } from '#ports/host-jira';
import type { Log } from '#ports/log';
import type { Notifier } from '#ports/notifier';
import { SiteFailure } from '#ports/site-failure';
import { type IssuePorts, issuesToTellThrough } from './issues-to-tell-through';

export interface EmailPorts extends IssuePorts {
  readonly hostAsApp: HostAsApp;
  readonly notifier: Notifier;
  readonly log: Log;
}

export interface Email {
  /** Whoever matters most comes first. */
  readonly to: readonly Person[];
  readonly message: (to: readonly Person[]) => Message;
  /** Whose issue is tried first. */
  readonly firstRequest?: string;
}

export type Emailed =
  | { readonly to: readonly Person[]; readonly issueKey: string }
  | { readonly problem: DeliveryProblem };

/** Each costs a few calls. */
const LOOKED_AT = 12;

interface Way {
  readonly issue: { readonly id: string; readonly key: string };
  readonly readers: readonly Person[];
  /** Of the first of those who see it, among those to tell. */
  readonly rank: number;
}

/**
 * Emails people by way of an issue that they see, as an app can't email anybody otherwise; one email to all of
 * them who see it. Jira takes an email to somebody who does not, and sends none: so who sees it is asked
 * first, and nobody of whom that is not known counts as told.
 */
export async function emailThroughIssue(ports: EmailPorts, email: Email): Promise<Emailed> {
  let problem: DeliveryProblem = 'nobodySees';
  try {
    const to = await whoCanSignIn(ports, email.to);
    const others: Way[] = [];
    for await (const way of waysTo(ports, to, email.firstRequest)) {
      if (way === 'unavailable') {
        problem = way;
      } else if (way.rank === 0) {
        const sent = await send(ports, way, email);
        if (!('problem' in sent) || sent.problem === 'unavailable') return sent;
        problem = sent.problem;
      } else {
        others.push(way);
      }
    }
    for (const way of others.toSorted((one, other) => one.rank - other.rank)) {
      const sent = await send(ports, way, email);
      if (!('problem' in sent) || sent.problem === 'unavailable') return sent;
      problem = sent.problem;
    }
    return { problem };
  } catch (error) {
    if (!(error instanceof SiteFailure)) throw error;
    return { problem: problemOf(error) };
  }
}

async function whoCanSignIn(
  { hostAsApp }: EmailPorts,
  people: readonly Person[],
): Promise<readonly Person[]> {
  const live = await hostAsApp.people(people.map(({ accountId }) => accountId));
  return people.filter(({ accountId }) => {
    const one = live.get(accountId);
    return one?.active === true && one.accountType === 'atlassian';
  });
}

/** Issues that somebody of them sees; `unavailable` for one of which Jira did not say so now. */
async function* waysTo(
  ports: EmailPorts,
  people: readonly Person[],
  firstRequest: string | undefined,
): AsyncGenerator<Way | 'unavailable'> {
  if (people.length === 0) return;
  const looked = new Set<string>();
  const seen = new Set<string>();
  for await (const idOrKey of issuesToTellThrough(ports, firstRequest)) {
    if (looked.has(idOrKey)) continue;
    if (looked.size >= LOOKED_AT) return;
    looked.add(idOrKey);
    const way = await wayThrough(ports, idOrKey, people);
    if (way === undefined) continue;
    if (way !== 'unavailable') {
      // By its key, one is often another that was named by its id.
      if (seen.has(way.issue.id)) continue;
      seen.add(way.issue.id);
    }
    yield way;
  }
}

async function wayThrough(
  { hostAsApp }: EmailPorts,
  idOrKey: string,
  people: readonly Person[],
): Promise<Way | 'unavailable' | undefined> {
  try {
    const issue = await hostAsApp.issue(idOrKey);
    if (issue === undefined) return undefined;
    const sight = await hostAsApp.sight(
      issue.key,
      people.map(({ accountId }) => accountId),
    );
    const isSeer = ({ accountId }: Person) => sight.get(accountId) === 'sees';
    const rank = people.findIndex(isSeer);
    return rank === -1 ? undefined : { issue, readers: people.filter(isSeer), rank };
  } catch (error) {
    if (!(error instanceof SiteFailure)) throw error;
    return error.retryable ? 'unavailable' : undefined;
  }
}

async function send(
  { notifier, log }: EmailPorts,
  { issue, readers }: Way,
  { message }: Email,
): Promise<Emailed> {
  try {
    await notifier.email(issue.id, readers, message(readers));
    return { to: readers, issueKey: issue.key };
  } catch (error) {
    if (!(error instanceof SiteFailure)) throw error;
    const problem = problemOf(error);
    log.warn('An email to admins was not taken', { issue: issue.key, problem });
    return { problem };
  }
}

function problemOf({ retryable }: SiteFailure): DeliveryProblem {
  return retryable ? 'unavailable' : 'refused';
}
