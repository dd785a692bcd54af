import type { StandIn } from '#domain/approval/stand-in';
import type { AuditRecord } from '#domain/audit/audit-event';
import type { Connection } from '#domain/connection/connection';
import type { Deliveries } from '#domain/delivery/deliveries';
import type { StepBlock } from '#domain/effects/step-block';
import type { Holding } from '#domain/holding/holding';
import type { RoundKind } from '#domain/personal/personal-data-round';
import type { Projected } from '#domain/projection/projected';
import type { AccessRequest } from '#domain/request/access-request';
import type { EarlierGrantBlock } from './earlier-grants';

/** A stored record of any kind, to be gone round. */
export type KeptRecord = { readonly key: string } & (
  | { readonly kind: 'request'; readonly value: AccessRequest }
  | { readonly kind: 'projected'; readonly value: Projected }
  | { readonly kind: 'steps'; readonly value: StepBlock }
  | { readonly kind: 'telling'; readonly value: Deliveries }
  | { readonly kind: 'holding'; readonly value: Holding }
  | { readonly kind: 'grants'; readonly value: EarlierGrantBlock }
  | { readonly kind: 'connection'; readonly value: Connection }
  | { readonly kind: 'away'; readonly value: StandIn }
  | { readonly kind: 'audit'; readonly value: AuditRecord }
  /** The key names who sent the form. */
  | { readonly kind: 'submission'; readonly value: SentForm }
  /** A version of the policy, or a part of one, in whatever form it was stored. */
  | { readonly kind: 'policy'; readonly value: unknown; readonly revision: number }
);

export interface SentForm {
  readonly key: string;
  readonly requestId: string;
}

export interface KeptRecords {
  /** One page, in the order of the keys. What can't be read is left out, and set aside. */
  page(
    kind: RoundKind,
    cursor: string | undefined,
  ): Promise<{ readonly records: readonly KeptRecord[]; readonly cursor: string | undefined }>;
  /**
   * Puts another value in the place of one that was read, if it is still as it was. Who else has read it finds
   * out as they write.
   */
  rewrite(record: KeptRecord, value: unknown): Promise<'committed' | 'conflict'>;
  remove(record: KeptRecord): Promise<'committed' | 'conflict'>;
}
