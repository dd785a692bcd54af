import type { ExistingEntitlement, RoleEntitlement } from '#domain/action/entitlement';
import type { Product } from '#domain/action/product';
import type { Instant } from '#domain/lib/time';

/** What the site said to one effect. Anything a run must act on is here and not thrown. */
export type EffectAnswer =
  | { readonly answer: 'done'; readonly createdId?: string }
  /** It was so before: a member already, or not a member; an account or a group of that name. */
  | { readonly answer: 'alreadySo'; readonly createdId?: string }
  | { readonly answer: 'refused'; readonly message: string; readonly retryable: boolean }
  /** Nothing was done; not before so many milliseconds (undefined: the site did not say). */
  | {
      readonly answer: 'slowDown';
      readonly retryAfterMs: number | undefined;
      readonly scope: PaceScope;
    }
  | { readonly answer: 'credentialRejected'; readonly message: string }
  /** Sent, and the answer was lost or made no sense: it may have happened. `lost`: none came at all. */
  | { readonly answer: 'unconfirmed'; readonly message: string; readonly lost: boolean };

/** What a rate limit speaks of: the whole site, one kind of call, or one issue. */
export type PaceScope = 'site' | 'endpoint' | 'issue';

/**
 * Effects on the connected site, with the connection's token. One call is one HTTP request. What has not had
 * its turn by `notAfter` is not sent: what it stands on is too old by then.
 */
export interface Provisioner {
  give(entitlement: ExistingEntitlement, to: RoleActor, notAfter?: Instant): Promise<EffectAnswer>;
  take(
    entitlement: ExistingEntitlement,
    from: RoleActor,
    notAfter?: Instant,
  ): Promise<EffectAnswer>;
  /** All of them in one request; it fails as a whole. */
  addToRole(role: RoleEntitlement, actors: RoleActors, notAfter?: Instant): Promise<EffectAnswer>;
  /** Invites the address, with access to just these products. `createdId`: the account's. */
  createUser(
    email: string,
    products: readonly Product[],
    notAfter?: Instant,
  ): Promise<EffectAnswer>;
  createGroup(name: string, notAfter?: Instant): Promise<EffectAnswer>;
}

export interface RoleActors {
  readonly accountIds: readonly string[];
  readonly groupIds: readonly string[];
}

export type RoleActor =
  | { readonly kind: 'person'; readonly accountId: string }
  | { readonly kind: 'group'; readonly groupId: string };
