import type { RequestApi } from '#contract/api';
import type { Caller } from './call';

/** Handed in by the surface: what several surfaces show of a request can name these keys, and no more. */
export type RequestCaller = Caller<RequestApi>;
