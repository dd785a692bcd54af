import { describe, expect, test } from 'vitest';
import { replyWith } from './refusal-of';

describe('a refusal in the words of the bridge', () => {
  test.each([
    [{ code: 'notFound' }, { code: 'notFound', what: 'request' }],
    [{ code: 'noSuchPerson' }, { code: 'notFound', what: 'person' }],
    [{ code: 'noSuchRecord' }, { code: 'notFound', what: 'record' }],
    [{ code: 'notConnected' }, { code: 'notConnected' }],
    [{ code: 'changedMeanwhile' }, { code: 'changedMeanwhile' }],
    ...(
      [
        { code: 'organization', problem: { code: 'keyRejected' } },
        { code: 'policy', refusal: { code: 'protectionNotKnown', groups: ['a'] } },
        { code: 'suspension', refusal: { code: 'yourself' } },
        { code: 'credential', problem: { code: 'networkFailure' } },
      ] as const
    ).map((one) => [one, one] as const),
    // Whatever a request is refused for is told as it is.
    [{ code: 'notApprover' }, { code: 'request', refusal: { code: 'notApprover' } }],
  ] as const)('%j is told as %j', (refusal, told) => {
    const refused = { ok: false, error: refusal } as Parameters<typeof replyWith>[0];
    expect(replyWith(refused, () => 'shown')).toEqual({ ok: false, error: told });
  });

  test('what was done is shown by its view', () => {
    const done = { ok: true, value: 2 } as const;
    expect(replyWith(done, (value) => `${value} done`)).toEqual({ ok: true, value: '2 done' });
  });
});
