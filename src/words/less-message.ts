import { onOneLine } from '#domain/lib/readable-text';
import type { Message, MessagePart } from '#domain/notification/message';
import type { AccessRequest } from '#domain/request/access-request';
import type { ApprovedLess, LeftOut } from '#domain/request/approved-less';
import { changeFor, firstAsked } from './describe-change';
import { howLongOrForGood } from './how-long';
import { listClauses, listNames } from './listing';
import { mentions, paragraph } from './paragraph';
import { say } from './say';

/** Tells whoever asked what was left out, and why, while others still have to decide. */
export function lessMessage(request: AccessRequest, less: ApprovedLess): Message {
  const { key } = request.issue;
  const name = less.by.displayName;
  return {
    subject: say('{key}: {name} approved less than you asked for', { key, name }),
    blocks: [
      paragraph(
        '{people}, {name} approved less than you asked for. Others still have to decide what is left.',
        { people: mentions([request.requester]), name },
      ),
      ...lessLines(less).map((line) => [line]),
      [say('What is left: {what}', { what: firstAsked(request) })],
      [say('The Access panel of {key} shows it person by person.', { key })],
    ],
  };
}

/** What was left out of a request, for whoever hears of its end. */
export function lessParagraphs({
  less = [],
}: Pick<AccessRequest, 'less'>): readonly (readonly MessagePart[])[] {
  return less.flatMap((one) => [
    [say('{name} approved less than you asked for.', { name: one.by.displayName })],
    ...lessLines(one).map((line) => [line]),
  ]);
}

/** What was left out, each in a sentence, and why. */
function lessLines({ leftOut, levels, term, reason }: ApprovedLess): readonly string[] {
  return [
    ...lessInShort({ leftOut, levels, term }),
    say('Why: {reason}', { reason: onOneLine(reason) }),
  ];
}

/** What was left out, without the reason. */
export function lessInShort({
  leftOut,
  levels = [],
  term,
}: {
  readonly leftOut: ApprovedLess['leftOut'];
  readonly levels?: ApprovedLess['levels'] | undefined;
  readonly term?: ApprovedLess['term'] | undefined;
}): readonly string[] {
  const lines = listClauses(leftOut.map((one) => changeFor(one, whoOf(one))));
  return [
    ...levels.map(({ before, after }) => say('{after}, in place of {before}.', { after, before })),
    ...(leftOut.length === 0 ? [] : [say('Left out: {lines}.', { lines })]),
    ...(term === undefined
      ? []
      : [
          say('How long: {after}, not {before}.', {
            after: howLongOrForGood(term.after),
            before: howLongOrForGood(term.before),
          }),
        ]),
  ];
}

function whoOf({ count, subjects }: LeftOut): string {
  // The list counts those who have no name here, and names as many as there are.
  const unnamed = Array.from({ length: count - subjects.length }, () => '');
  return listNames([...subjects.map(({ displayName }) => displayName), ...unnamed]);
}
