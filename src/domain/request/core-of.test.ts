import { expect, test } from 'vitest';
import { AT, awaiting, LEAD } from '../../../tests/support/samples';
import type { AskedBundle } from '../policy/asked-bundle';
import type { ApprovedLess } from './approved-less';
import { approvingOf } from './approving-of';
import { coreOf } from './core-of';
import type { Question } from './question';

const bundles: readonly AskedBundle[] = [
  { bundleId: 'dev', name: 'Developer', policyVersion: 1, contents: [] },
];
const less: readonly ApprovedLess[] = [{ by: LEAD, at: AT, reason: 'Not all.', leftOut: [] }];
const questions: readonly Question[] = [{ by: LEAD, at: AT, text: 'Why?', timesOutAt: AT }];

test('a request keeps by which bundles it was asked for, what was left out and what was asked of it', () => {
  const { state, timesOutAt, ...core } = awaiting({ bundles, less, questions });
  expect(coreOf({ ...core, state, timesOutAt })).toStrictEqual({
    ...core,
    revision: core.revision + 1,
  });
  const { state: _, timesOutAt: __, ...bare } = awaiting();
  expect(coreOf(awaiting())).toStrictEqual({ ...bare, revision: bare.revision + 1 });
});

test('and how it was approved', () => {
  const approving = { approvedAt: AT, approvalValidUntil: AT + 1 };
  expect(approvingOf(approving)).toStrictEqual(approving);
  const alone = { ...approving, nobodyElseBy: AT } as Parameters<typeof approvingOf>[0];
  expect(approvingOf(alone)).toStrictEqual(alone);
});
