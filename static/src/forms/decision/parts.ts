import { ApprovalBack } from './approval-back';
import { LeaveOut } from './leave-out';
import { PlanNow } from './plan-now';
import { WasOvertaken } from './was-overtaken';
import { WhatComesWith } from './what-comes-with';
import { WithdrawalQuestion } from './withdrawal-question';
import { WordsField } from './words-field';

export const parts = {
  ApprovalBack,
  LeaveOut,
  PlanNow,
  WasOvertaken,
  WhatComesWith,
  WithdrawalQuestion,
  WordsField,
};
