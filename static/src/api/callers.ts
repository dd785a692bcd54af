import type { AccessApi, AdminApi, ContextApi, FormApi, PanelApi } from '#contract/api';
import { type Caller, call } from './call';

/** The form calls these and no others, so that it can stand on any surface that has them. */
export const callForm: Caller<FormApi> = call;
export const callPanel: Caller<PanelApi> = call;
export const callContext: Caller<ContextApi> = call;
export const callAccess: Caller<AccessApi> = call;
export const callAdmin: Caller<AdminApi> = call;
