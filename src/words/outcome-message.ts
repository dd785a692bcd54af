import { isOfPeople } from '#domain/approval/approval';
import { isBrokenGlass, isByPolicy } from '#domain/approval/turns';
import { onOneLine } from '#domain/lib/readable-text';
import type { Message, MessagePart } from '#domain/notification/message';
import type { AccessRequest } from '#domain/request/access-request';
import { enabledBy } from './broken-glass';
import { signedPolicies } from './by-policy';
import { firstAsked } from './describe-change';
import { lessParagraphs } from './less-message';
import { mentions, paragraph } from './paragraph';
import { say } from './say';
import { dateAndTime, hours } from './time';

type Paragraph = readonly MessagePart[];

interface Said {
  readonly subject: string;
  readonly text: Paragraph;
  readonly more: readonly Paragraph[];
}

/** Tells the requester how a request ended; undefined while it has not. */
export function outcomeMessage(request: AccessRequest): Message | undefined {
  const said = outcome(request);
  if (said === undefined) return undefined;
  const asked = [say('Asked for: {what}', { what: firstAsked(request) })];
  return {
    subject: said.subject,
    blocks: [
      said.text,
      asked,
      ...lessParagraphs(request),
      ...letInParagraphs(request),
      ...said.more,
    ],
  };
}

/** Who decided as a fallback approver, as nobody else had. */
function letInParagraphs({ approvals }: AccessRequest): readonly Paragraph[] {
  const decisions = approvals.flatMap((stage) => stage.decisions.filter(isOfPeople));
  return decisions.flatMap(({ by, afterHours }) =>
    afterHours === undefined
      ? []
      : [
          [
            say('{name} decided as a fallback approver: it was not decided within {hours}.', {
              name: by.displayName,
              hours: hours(afterHours),
            }),
          ],
        ],
  );
}

function outcome(request: AccessRequest): Said | undefined {
  const { key } = request.issue;
  const people = mentions([request.requester]);
  switch (request.state) {
    case 'completed':
      return {
        subject: say('{key}: your access request is done', { key }),
        text: request.approvals.some(isBrokenGlass)
          ? paragraph(
              '{people}, you broke the glass, as {policies} lets you. It is done, and ends by itself.',
              {
                people,
                policies: enabledBy(request.approvals),
              },
            )
          : request.approvals.every(isByPolicy)
            ? paragraph(
                '{people}, what you asked for was given without approval, by {policies}. It is done.',
                { people, policies: signedPolicies(request.approvals) },
              )
            : paragraph('{people}, your access request was approved and is done.', { people }),
        more: [[say('The Access panel of {key} shows it person by person.', { key })]],
      };
    case 'needsAttention':
      return {
        subject: say('{key}: your access request needs attention', { key }),
        text:
          request.stopped === undefined
            ? paragraph(
                '{people}, your access request was approved, but {count} of its steps failed.',
                { people, count: request.progress.failed },
              )
            : paragraph(
                '{people}, your access request was approved, but the app could not carry all of it out (reference {reference}).',
                { people, reference: request.stopped.reference },
              ),
        more: [
          [
            say(
              'The Access panel of {key} shows it person by person, and what to do about what is left.',
              { key },
            ),
          ],
        ],
      };
    case 'declined':
      return {
        subject: say('{key}: your access request was declined', { key }),
        text: paragraph('{people}, your access request was declined. Nothing was changed.', {
          people,
        }),
        more: request.approvals
          .flatMap(({ decisions }) => decisions)
          .flatMap((decision) =>
            decision.decision === 'declined'
              ? [
                  [
                    say('{name}: {reason}', {
                      name: decision.by.displayName,
                      reason: onOneLine(decision.reason),
                    }),
                  ],
                ]
              : [],
          ),
      };
    case 'timedOut':
      return {
        subject: say('{key}: your access request has timed out', { key }),
        text: paragraph(
          '{people}, nobody decided your access request in time. Nothing was changed; you can ask again.',
          { people },
        ),
        more: [],
      };
    case 'scheduled':
      // Approved after its start, it is carried out at once: that is told.
      if (request.since >= request.startsAt) return undefined;
      return {
        subject: say('{key}: your access request is approved', { key }),
        text: paragraph('{people}, your access request was approved. It starts on {time}.', {
          people,
          time: dateAndTime(request.startsAt),
        }),
        more: [
          [
            say(
              'Then it is asked again who decides, and planned anew. Until then, you can withdraw it, and whoever approved it can take that back.',
            ),
          ],
        ],
      };
    case 'awaitingApproval':
      // Only once it waits again, as its start has come.
      if (request.startsAt === undefined || request.since < request.startsAt) return undefined;
      return {
        subject: say('{key}: your access request is to be decided again', { key }),
        text: paragraph(
          '{people}, the start of your access request has come, and others decide on it now than had approved it. It is given as soon as they approve it.',
          { people },
        ),
        more: [[say('The Access panel of {key} shows whose turn it is.', { key })]],
      };
    case 'approved':
    case 'applying':
    case 'withdrawn':
      return undefined;
  }
}
