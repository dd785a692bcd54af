import type { ContextApi } from '#contract/api';
import { type Caller, call } from './call';

export const callContext: Caller<ContextApi> = call;
