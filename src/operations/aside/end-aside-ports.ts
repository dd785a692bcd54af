import type { Asides } from '#ports/asides';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { ConnectionStore } from '#ports/connection-store';
import type { IdSource } from '#ports/id-source';
import type { PolicyStore } from '#ports/policy-store';
import type { RequestStore } from '#ports/request-store';
import type { RecordPorts } from '../holding/record-ends';

export interface EndAsidePorts extends RecordPorts {
  readonly asides: Asides;
  readonly connections: ConnectionStore;
  readonly policies: PolicyStore;
  readonly requests: RequestStore;
  readonly commit: Commit;
  readonly clock: Clock;
  readonly ids: IdSource;
}

export type EndAsideRefusal = { readonly code: 'noSuchRecord' | 'changedMeanwhile' };
