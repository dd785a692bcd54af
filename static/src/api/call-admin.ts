import type { AdminApi } from '#contract/api';
import { type Caller, call } from './call';

export const callAdmin: Caller<AdminApi> = call;
