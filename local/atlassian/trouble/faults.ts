import type { FaultRule, SiteFaults } from '../atlassian';
import { FAULT_PRESETS } from './fault-presets';

export interface FaultyCall {
  readonly method: string;
  /** Under /rest/api/3, or the whole path of anything else. */
  readonly path: string;
  readonly query: string;
  readonly via: 'token' | 'gateway';
}

export interface Faults extends SiteFaults {
  /** What strikes this call; counts it as used. */
  strike(call: FaultyCall): FaultRule['effect'] | undefined;
}

const matches = (rule: FaultRule, call: FaultyCall): boolean =>
  (rule.method === undefined || rule.method === call.method) &&
  (rule.path === undefined || new RegExp(rule.path.source, rule.path.flags).test(call.path)) &&
  (rule.query === undefined || new RegExp(rule.query.source, rule.query.flags).test(call.query)) &&
  (rule.via === undefined || rule.via === call.via);

/** Rules of tests first, in order, then the presets that are on. */
export function openFaults(): Faults {
  let rules: { readonly rule: FaultRule; left: number }[] = [];
  const on = new Map<string, { calls: number }>();
  return {
    presets: () =>
      FAULT_PRESETS.map(({ key, label, description }) => ({
        key,
        label,
        description,
        on: on.has(key),
      })),
    setPreset(key, value) {
      if (!FAULT_PRESETS.some((preset) => preset.key === key))
        throw new Error(`No fault is called ${key}`);
      if (value) on.set(key, on.get(key) ?? { calls: 0 });
      else on.delete(key);
    },
    add(rule) {
      const entry = { rule, left: rule.times ?? Number.POSITIVE_INFINITY };
      rules.push(entry);
      return () => {
        rules = rules.filter((other) => other !== entry);
      };
    },
    visibilityLag: 0,
    clear() {
      rules = [];
      on.clear();
      this.visibilityLag = 0;
    },
    strike(call) {
      const found = rules.find(({ rule, left }) => left > 0 && matches(rule, call));
      if (found !== undefined) {
        found.left -= 1;
        return found.rule.effect;
      }
      for (const preset of FAULT_PRESETS) {
        const state = on.get(preset.key);
        if (state === undefined || !matches(preset.rule, call)) continue;
        state.calls += 1;
        if (preset.strikes(state.calls)) return preset.rule.effect;
      }
      return undefined;
    },
  };
}
