import { eachOnce, type Person } from '#domain/action/person';
import { isOfPeople } from '#domain/approval/approval';
import { onOneLine } from '#domain/lib/readable-text';
import type { Message, MessageLine } from '#domain/notification/message';
import { besidesBundles } from '#domain/policy/asked-bundle';
import type { AccessRequest } from '#domain/request/access-request';
import { hasTerm } from '#domain/term/has-term';
import { outlivesTerm } from '#domain/term/outlives-term';
import { followsBundle, nameBundle } from './bundle-words';
import { decidesFor } from './decides-for';
import { describeChange } from './describe-change';
import { lengthOf } from './how-long';
import { listNames } from './listing';
import { mentions, paragraph } from './paragraph';
import { say } from './say';
import { dateAndTime } from './time';

const CHANGES_NAMED = 5;

/**
 * Tells approvers that a request waits for them, with all they need to know whether to open it now; and
 * leads who would gain by it, that they can decline it.
 */
export function approvalMessage(
  request: AccessRequest,
  approvers: readonly Person[],
  decliners: readonly Person[] = [],
): Message {
  const { issue, requester } = request;
  const { key } = issue;
  const name = requester.displayName;
  return {
    subject: say('{key}: {name} asks for your approval', { key, name }),
    blocks: [
      paragraph('{people}, {name} asks for access, and the decision is yours:', {
        people: mentions(approvers),
        name,
      }),
      ...whatIsAsked(request, approvers),
      [say('Approve or decline in the Access panel of {key}.', { key })],
      ...(decliners.length > 0
        ? [
            paragraph(
              '{people}, you lead the project, and others decide because it may give you something too. You can decline it there.',
              { people: mentions(decliners) },
            ),
          ]
        : []),
    ],
  };
}

/** For whom they decide, what is asked for, why and for how long. */
export function whatIsAsked(
  request: AccessRequest,
  approvers: readonly Person[],
): Message['blocks'] {
  const { ask } = request;
  const changes = ask.changes
    .slice(0, CHANGES_NAMED)
    .map((change): MessageLine => [describeChange(ask, change)]);
  const more = ask.changes.length - changes.length;
  return [
    ...decidesFor(request, approvers),
    ...bundlesOf(request),
    ...followsOf(request),
    { list: more > 0 ? [...changes, [say('and {more} more', { more })]] : changes },
    [say('Why: {reason}', { reason: onOneLine(request.justification) })],
    ...(request.startsAt === undefined
      ? []
      : [[say('Start: {time}', { time: dateAndTime(request.startsAt) })]]),
    ...(hasTerm(ask.changes) ? [[describeTerm(request)]] : []),
  ];
}

/** By which bundles it was chosen, with whoever answers for them: they are told once, and decide nothing by it. */
function bundlesOf({ ask: { changes }, bundles = [], requester, approvals }: AccessRequest) {
  if (bundles.length === 0) return [];
  const isFirst = !approvals.some(({ decisions }) => decisions.some(isOfPeople));
  const owners = eachOnce(bundles.flatMap(({ owner }) => owner ?? [])).filter(
    ({ accountId }) => isFirst && accountId !== requester.accountId,
  );
  const names = listNames(bundles.map((bundle) => nameBundle(bundle, changes)));
  const isAll = besidesBundles(bundles, changes).length === 0;
  return [
    ...(owners.length === 0
      ? []
      : [
          paragraph('It is asked for as a bundle for which {people} answers.', {
            people: mentions(owners),
          }),
        ]),
    [
      isAll
        ? say('Asked for as {bundles}:', { bundles: names })
        : say('Asked for as {bundles}, and more besides:', { bundles: names }),
    ],
  ];
}

function followsOf({ follows }: AccessRequest): Message['blocks'] {
  return follows === undefined ? [] : [[followsBundle(follows.name)]];
}

function describeTerm({ term, ask }: AccessRequest): string {
  if (term.kind === 'permanent') return say('Term: permanent');
  return outlivesTerm(ask.changes, term)
    ? say('Term: {length}; accounts and groups that are created stay', { length: lengthOf(term) })
    : say('Term: {length}', { length: lengthOf(term) });
}
