import { onOneLine } from '../lib/readable-text';
import type { AccessRequest } from '../request/access-request';
import { firstAsked, mentions } from './approval-message';
import type { Message, MessagePart } from './message';

/** Tells the requester how a request ended; undefined while it has not. */
export function outcomeMessage(request: AccessRequest): Message | undefined {
  const said = outcome(request);
  if (said === undefined) return undefined;
  const { issue, requester, ask } = request;
  return {
    subject: `${issue.key}: ${said.subject}`,
    paragraphs: [
      [...mentions([requester]), `, ${said.text}`],
      [`Asked for: ${firstAsked(ask)}`],
      ...said.more,
    ],
  };
}

interface Said {
  readonly subject: string;
  readonly text: string;
  readonly more: readonly (readonly MessagePart[])[];
}

function outcome(request: AccessRequest): Said | undefined {
  const where = `The Access panel of ${request.issue.key} shows it person by person.`;
  switch (request.state) {
    case 'completed':
      return {
        subject: 'your access request is done',
        text: 'your access request was approved and is done.',
        more: [[where]],
      };
    case 'needsAttention':
      return {
        subject: 'your access request needs attention',
        text:
          request.stopped === undefined
            ? `your access request was approved, but ${request.progress.failed} of its steps failed.`
            : `your access request was approved, but the app could not carry all of it out (reference ${request.stopped.reference}).`,
        more: [[`${where} What is left can be tried again there.`]],
      };
    case 'declined':
      return {
        subject: 'your access request was declined',
        text: 'your access request was declined. Nothing was changed.',
        more: request.approvals.flatMap(({ decision }) =>
          decision?.decision === 'declined'
            ? [[`${decision.by.displayName}: ${onOneLine(decision.reason)}`]]
            : [],
        ),
      };
    case 'timedOut':
      return {
        subject: 'your access request has timed out',
        text: 'nobody decided your access request in time. Nothing was changed; you can ask again.',
        more: [],
      };
    case 'awaitingApproval':
    case 'approved':
    case 'applying':
    case 'withdrawn':
      return undefined;
  }
}
