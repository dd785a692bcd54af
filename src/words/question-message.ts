import { onOneLine } from '#domain/lib/readable-text';
import type { Message } from '#domain/notification/message';
import type { AccessRequest } from '#domain/request/access-request';
import type { Question } from '#domain/request/question';
import { firstAsked } from './describe-change';
import { mentions, paragraph } from './paragraph';
import { say } from './say';

/** Tells whoever asked for access what somebody wants to know before they decide. */
export function questionMessage(request: AccessRequest, asked: Question): Message {
  const { issue, requester } = request;
  const { key } = issue;
  const name = asked.by.displayName;
  return {
    subject: say('{key}: {name} has a question about your access request', { key, name }),
    blocks: [
      paragraph('{people}, {name} has a question before your access request is decided.', {
        people: mentions([requester]),
        name,
      }),
      [say('Question: {text}', { text: onOneLine(asked.text) })],
      [say('Asked for: {what}', { what: firstAsked(request) })],
      [say('Answer in the Access panel of {key}.', { key })],
    ],
  };
}

/** Tells whoever put a question of its answer. */
export function answerMessage(
  request: AccessRequest,
  { by, text, answer }: Question & Required<Pick<Question, 'answer'>>,
): Message {
  const { issue, requester } = request;
  const { key } = issue;
  const name = requester.displayName;
  return {
    subject: say('{key}: {name} has answered your question', { key, name }),
    blocks: [
      paragraph('{people}, {name} has answered your question. The request waits for a decision.', {
        people: mentions([by]),
        name,
      }),
      [say('Question: {text}', { text: onOneLine(text) })],
      [say('Answer: {text}', { text: onOneLine(answer.text) })],
      [say('What is asked for: {what}', { what: firstAsked(request) })],
      [say('Approve or decline in the Access panel of {key}.', { key })],
    ],
  };
}
