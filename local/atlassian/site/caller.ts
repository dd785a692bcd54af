/** Who a request runs as, once its credential has been looked at. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'account';
      readonly accountId: string;
      /** Undefined for a token without scopes. */
      readonly scopes: readonly string[] | undefined;
    }
  /** The installed app, as the user that Jira made for it. */
  | { readonly kind: 'app'; readonly accountId: string; readonly scopes: readonly string[] };

export const accountOf = (caller: Caller): string | undefined =>
  caller.kind === 'anonymous' ? undefined : caller.accountId;
