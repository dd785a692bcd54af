import type { Asides } from '#ports/asides';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { IdSource } from '#ports/id-source';
import type { PolicyStore } from '#ports/policy-store';
import type { RequestStore } from '#ports/request-store';

export interface EndAsidePorts {
  readonly asides: Asides;
  readonly policies: PolicyStore;
  readonly requests: RequestStore;
  readonly commit: Commit;
  readonly clock: Clock;
  readonly ids: IdSource;
}

export type EndAsideRefusal = { readonly code: 'noSuchRecord' | 'changedMeanwhile' };
