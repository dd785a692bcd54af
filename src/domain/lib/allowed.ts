/**
 * What a rule answers: allowed, or why not. A rule that leaves a case out answers neither, and does not
 * compile: nothing is open because nobody thought of it.
 */
export type Allowed<Refusal> =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly why: Refusal };

export const ALLOWED = { allowed: true } as const;

export const forbidden = <Refusal>(
  why: Refusal,
): { readonly allowed: false; readonly why: Refusal } => ({ allowed: false, why });
