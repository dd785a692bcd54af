import { lazy } from '../../components/lazy';
import type { ApprovalBackProps } from './approval-back';
import type { LeaveOutProps } from './leave-out';
import type { PlanNowProps } from './plan-now';
import type { WasOvertakenProps } from './was-overtaken';
import type { WhatComesWithProps } from './what-comes-with';
import type { WithdrawalQuestionProps } from './withdrawal-question';
import type { WordsFieldProps } from './words-field';

/** What the first view does without, fetched together: each by itself would split into more files what it shares with that view. */
const fetchParts = () => import('./parts').then(({ parts }) => parts);

export const ApprovalBack = lazy<ApprovalBackProps>(() =>
  fetchParts().then((all) => all.ApprovalBack),
);
export const LeaveOut = lazy<LeaveOutProps>(() => fetchParts().then((all) => all.LeaveOut));
export const PlanNow = lazy<PlanNowProps>(() => fetchParts().then((all) => all.PlanNow));
export const WasOvertaken = lazy<WasOvertakenProps>(() =>
  fetchParts().then((all) => all.WasOvertaken),
);
export const WhatComesWith = lazy<WhatComesWithProps>(() =>
  fetchParts().then((all) => all.WhatComesWith),
);
export const WithdrawalQuestion = lazy<WithdrawalQuestionProps>(() =>
  fetchParts().then((all) => all.WithdrawalQuestion),
);
export const WordsField = lazy<WordsFieldProps>(() => fetchParts().then((all) => all.WordsField));
