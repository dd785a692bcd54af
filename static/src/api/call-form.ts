import type { FormApi } from '#contract/api';
import { type Caller, call } from './call';

/** The form calls these and no others, so that it can stand on any surface that has them. */
export const callForm: Caller<FormApi> = call;
