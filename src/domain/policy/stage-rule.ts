/** Where those who may decide are looked for. */
export type Source =
  /** Of a role, the lead of the role's project; of anything else, of the project that the issue is in. */
  { readonly kind: 'projectLead' };

/** One stage of a chain: whom it asks, and how many of them have to approve. */
export interface StageRule {
  readonly sources: readonly Source[];
  readonly needed: number;
}

/** The stages that a change goes through, in this order. */
export type Chain = readonly StageRule[];

export const LEAD_DECIDES: Chain = [{ sources: [{ kind: 'projectLead' }], needed: 1 }];
