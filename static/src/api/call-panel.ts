import type { PanelApi } from '#contract/api';
import { type Caller, call } from './call';

export const callPanel: Caller<PanelApi> = call;
