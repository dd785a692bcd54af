/** What the audit keeps of the rules that a stage was asked by; nothing where it is asked of everything. */
export interface ByRules {
  /** Their names. */
  readonly rules?: readonly string[];
}

export const byRules = (rules: readonly string[]): ByRules => (rules.length === 0 ? {} : { rules });
