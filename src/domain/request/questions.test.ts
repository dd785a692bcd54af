import { describe, expect, test } from 'vitest';
import {
  AT,
  addToFrontend,
  awaiting,
  inState,
  LEAD,
  OTHER_LEAD,
  REQUESTER,
  stage,
} from '../../../tests/support/samples';
import { DAY, HOUR } from '../lib/time';
import { answerQuestion } from './answer-question';
import { askQuestion } from './ask-question';
import { judgeVerb } from './judge-verb';
import type { Question } from './question';

const END = AT + 14 * DAY;
const waits = (over: Parameters<typeof awaiting>[0] = {}) => awaiting({ timesOutAt: END, ...over });
const question = (over: Partial<Question> = {}): Question => ({
  by: LEAD,
  at: AT,
  text: 'Until when?',
  timesOutAt: END,
  ...over,
});
const ANSWERED = question({ answer: { at: AT, text: 'Until May.' } });
const asked = (over: Parameters<typeof awaiting>[0] = {}) =>
  waits({ timesOutAt: END + 3 * DAY, questions: [question()], ...over });

describe('a question', () => {
  test('is kept as it was typed, but for blanks around it, and lets the time to decide stand still', () => {
    expect(askQuestion(waits(), LEAD, '  Until when? ', AT)).toMatchObject({
      ok: true,
      value: {
        request: {
          state: 'awaitingApproval',
          revision: waits().revision + 1,
          timesOutAt: END + 3 * DAY,
          questions: [question()],
        },
        facts: [{ kind: 'request.question', text: 'Until when?' }],
      },
    });
  });

  test('comes after those that are answered', () => {
    const again = askQuestion(waits({ questions: [ANSWERED] }), LEAD, 'And why?', AT + HOUR);
    expect(again).toMatchObject({
      value: { request: { questions: [ANSWERED, { text: 'And why?', at: AT + HOUR }] } },
    });
  });

  test('lets no approval of before hold for longer, nor is it decided later until when it is to be given', () => {
    const half = [
      stage(LEAD, { decisions: [{ decision: 'approved', by: LEAD, at: AT }] }),
      stage(OTHER_LEAD, { order: 2 }),
    ];
    const timesOut = (over: Parameters<typeof awaiting>[0], by = LEAD) => {
      const came = askQuestion(waits({ timesOutAt: AT + 6 * DAY, ...over }), by, 'Why?', AT);
      return came.ok ? came.value.request.timesOutAt : came.error;
    };
    expect(timesOut({})).toBe(AT + 9 * DAY);
    expect(timesOut({ approvals: half }, OTHER_LEAD)).toBe(AT + 7 * DAY);
    const until = { kind: 'until', at: AT + 8 * DAY } as const;
    expect(timesOut({ term: until })).toBe(AT + 8 * DAY);
    // What takes something away has no term.
    const ask = addToFrontend('Sam');
    const changes = ask.changes.map((one) => ({ ...one, verb: 'remove' as const }));
    expect(timesOut({ term: until, ask: { ...ask, changes } })).toBe(AT + 9 * DAY);
    const both = [...ask.changes, ...changes];
    expect(timesOut({ term: until, ask: { ...ask, changes: both } })).toBe(AT + 9 * DAY);
  });

  const five = Array.from({ length: 5 }, () => ANSWERED);
  test.each<[string, ReturnType<typeof waits>, typeof LEAD, string, unknown]>([
    ['where one waits', asked(), LEAD, 'Why?', { code: 'questionWaits' }],
    [
      'where there were as many as there may be',
      waits({ questions: five }),
      LEAD,
      'Why?',
      { code: 'tooManyQuestions', most: 5 },
    ],
    ['without words', waits(), LEAD, ' \u200b ', { code: 'wordsMissing' }],
    ['by whoever asked for access', waits(), REQUESTER, 'Why?', { code: 'ownRequest' }],
    [
      'by somebody whose turn it is not',
      waits(),
      OTHER_LEAD,
      'Why?',
      { code: 'notYourTurn', approvers: [LEAD] },
    ],
    [
      'once the time to decide is over',
      waits({ timesOutAt: AT }),
      LEAD,
      'Why?',
      { code: 'wrongState', state: 'timedOut', verb: 'question' },
    ],
  ])('is not put %s', (_, request, by, text, error) => {
    expect(askQuestion(request, by, text, AT)).toEqual({ ok: false, error });
  });

  test('may be the fifth, and may be put by whoever may only decline', () => {
    expect(askQuestion(waits({ questions: five.slice(1) }), LEAD, 'Why?', AT).ok).toBe(true);
    const barred = waits({ approvals: [stage(OTHER_LEAD, { mayDecline: [LEAD] })] });
    expect(askQuestion(barred, LEAD, 'Why?', AT).ok).toBe(true);
  });

  test('is put about nothing that is decided', () => {
    const error = { code: 'wrongState', state: 'approved', verb: 'question' };
    expect(askQuestion(inState('approved'), LEAD, 'Why?', AT)).toEqual({ ok: false, error });
  });
});

describe('an answer', () => {
  const answers = (request: Parameters<typeof answerQuestion>[0], at: number, by = REQUESTER) =>
    answerQuestion(request, by, ' Until May. ', at);

  test('is told to whoever asked, and gives as much time as there was', () => {
    const answer = { at: AT + HOUR, text: 'Until May.' };
    const before = { ...ANSWERED, at: AT - DAY };
    const came = answers(asked({ questions: [before, question()] }), AT + HOUR);
    expect(came).toMatchObject({
      ok: true,
      value: {
        request: {
          state: 'awaitingApproval',
          timesOutAt: END + HOUR,
          questions: [before, { ...question(), answer }],
        },
        facts: [{ kind: 'request.answer', text: 'Until May.', to: [LEAD] }],
        question: { ...question(), answer },
      },
    });
    // Neither question is changed otherwise.
    expect(came.ok && came.value.request.questions).toEqual([before, { ...question(), answer }]);
  });

  test('that is late gives no more than what a question may take', () => {
    const came = answers(asked(), AT + 5 * DAY);
    expect(came).toMatchObject({ value: { request: { timesOutAt: END + 3 * DAY } } });
  });

  test('gives no more than there is, where somebody approved less meanwhile', () => {
    const came = answers(asked({ timesOutAt: AT + DAY }), AT + HOUR);
    expect(came).toMatchObject({ value: { request: { timesOutAt: AT + DAY } } });
  });

  test.each<[string, Parameters<typeof answerQuestion>[0], typeof LEAD, unknown]>([
    ['by anybody else', asked(), LEAD, { code: 'notYours', requester: REQUESTER }],
    ['where nobody asked', waits(), REQUESTER, { code: 'nothingToAnswer' }],
    [
      'where it is answered',
      waits({ questions: [ANSWERED] }),
      REQUESTER,
      { code: 'nothingToAnswer' },
    ],
    [
      'once the time to decide is over',
      asked({ timesOutAt: AT }),
      REQUESTER,
      { code: 'wrongState', state: 'timedOut', verb: 'answer' },
    ],
    [
      'where it is decided',
      inState('declined'),
      REQUESTER,
      { code: 'wrongState', state: 'declined', verb: 'answer' },
    ],
  ])('is not given %s', (_, request, by, error) => {
    expect(answers(request, AT, by)).toEqual({ ok: false, error });
    expect(judgeVerb(request, 'answer', by.accountId, AT)).toEqual({ allowed: false, why: error });
  });

  test('without words is none', () => {
    expect(answerQuestion(asked(), REQUESTER, ' \u200b ', AT)).toEqual({
      ok: false,
      error: { code: 'wordsMissing' },
    });
  });

  test('is what whoever asked for access is waited for, and nobody is reminded meanwhile', () => {
    expect(judgeVerb(asked(), 'remind', REQUESTER.accountId, AT + 2 * DAY)).toEqual({
      allowed: false,
      why: { code: 'questionWaits' },
    });
  });
});
