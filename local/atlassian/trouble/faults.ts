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
  /** What strikes this call, delays first, then what becomes of it; counts them as used. */
  strike(call: FaultyCall): Strike;
}

export interface Strike {
  /** Before the site has the call. */
  readonly milliseconds: number;
  /** Before its answer is back. */
  readonly answerAfter?: number;
  readonly effect: Exclude<FaultRule['effect'], { kind: 'delay' }> | undefined;
}

const matches = (rule: FaultRule, call: FaultyCall): boolean =>
  (rule.method === undefined || rule.method === call.method) &&
  (rule.path === undefined || new RegExp(rule.path.source, rule.path.flags).test(call.path)) &&
  (rule.query === undefined || new RegExp(rule.query.source, rule.query.flags).test(call.query)) &&
  (rule.via === undefined || rule.via === call.via);

/**
 * Rules of tests first, in order; where none decides, the presets that are on. Of presets that would
 * strike the same call, delays add up, and of the others each gets its turn: none hides another.
 */
export function openFaults(): Faults {
  let rules: { readonly rule: FaultRule; left: number }[] = [];
  const on = new Map<string, { calls: number; struck: number }>();
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
      if (value) on.set(key, on.get(key) ?? { calls: 0, struck: 0 });
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
        const { effect } = found.rule;
        if (effect.kind !== 'delay') return { milliseconds: 0, effect };
        if (effect.when === 'after') {
          return { milliseconds: 0, answerAfter: effect.milliseconds, effect: undefined };
        }
      }
      const presets = FAULT_PRESETS.flatMap((preset) => {
        const state = on.get(preset.key);
        if (state === undefined || !matches(preset.rule, call)) return [];
        state.calls += 1;
        return preset.strikes(state.calls) ? [{ state, effect: preset.rule.effect }] : [];
      });
      let milliseconds = found?.rule.effect.kind === 'delay' ? found.rule.effect.milliseconds : 0;
      let deciding:
        | { readonly state: { struck: number }; readonly effect: Strike['effect'] }
        | undefined;
      for (const { state, effect } of presets) {
        if (effect.kind === 'delay') milliseconds += effect.milliseconds;
        else if (deciding === undefined || state.struck < deciding.state.struck)
          deciding = { state, effect };
      }
      if (deciding !== undefined) deciding.state.struck += 1;
      return { milliseconds, effect: deciding?.effect };
    },
  };
}
