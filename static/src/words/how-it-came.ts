import type { RequestView } from '#contract/views';
import type { Decision } from '#domain/approval/approval';
import { enabledPolicy } from '#words/broken-glass';
import { signedPolicy } from '#words/by-policy';
import { closedForWords } from '#words/closed-for';
import { say } from '#words/say';
import { dateAndTime } from '#words/time';
import { nobodyElseAsked } from './nobody-else-asked';

/** Of a request that waits no more: who brought that about, and when. Undefined while it waits. */
export function howItCame(request: RequestView): string | undefined {
  const time = dateAndTime(request.since);
  const last = request.approvals
    .flatMap(({ decisions }) => decisions)
    .toSorted((one, other) => one.at - other.at)
    .at(-1);
  switch (request.state) {
    case 'awaitingApproval':
      return undefined;
    case 'withdrawn':
      if (request.closedFor !== undefined) {
        const why = closedForWords(request.closedFor);
        return say('Closed {time}: {why}.', { time, why });
      }
      return say('Withdrawn by {name}, {time}.', { name: request.requester.displayName, time });
    case 'timedOut':
      return say('Closed {time}: nobody decided in time.', { time });
    case 'declined':
      return last === undefined
        ? say('Declined {time}.', { time })
        : say('Declined by {name}, {time}.', {
            name: last.by.displayName,
            time: dateAndTime(last.at),
          });
    case 'scheduled':
    case 'approved':
    case 'applying':
    case 'completed':
    case 'needsAttention':
      return [
        approvedBy(last, time),
        ...(request.nobodyElseBy === undefined ? [] : [nobodyElseAsked(request.nobodyElseBy)]),
      ].join(' ');
  }
}

function approvedBy(last: Decision | undefined, time: string): string {
  if (last === undefined) return say('Approved {time}.', { time });
  const at = { time: dateAndTime(last.at) };
  const name = last.by.displayName;
  if (last.decision === 'brokeGlass') {
    return say('Taken by breaking the glass, as {policy} lets whoever asked, {time}.', {
      ...at,
      policy: enabledPolicy(last.policyVersion, name),
    });
  }
  return last.decision === 'byPolicy'
    ? say('Given without approval, by {policy}, {time}.', {
        ...at,
        policy: signedPolicy(last.policyVersion, name),
      })
    : say('Approved by {name}, {time}.', { ...at, name });
}
