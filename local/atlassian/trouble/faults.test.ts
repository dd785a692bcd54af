import { describe, expect, it } from 'vitest';
import { FAULT_PRESETS } from './fault-presets';
import { openFaults, type Strike } from './faults';

const POST = { method: 'POST', path: '/group/user', via: 'token', query: '' } as const;
const nameOf = ({ effect }: Strike): string =>
  effect === undefined ? 'none' : effect.kind === 'answer' ? String(effect.status) : effect.kind;

describe('presets', () => {
  const pairs = FAULT_PRESETS.flatMap((one, index) =>
    FAULT_PRESETS.slice(index + 1).map((other) => [one.key, other.key] as const),
  );

  it.each(pairs)('%s and %s: neither hides the other', (one, other) => {
    const faults = openFaults();
    faults.setPreset(one, true);
    faults.setPreset(other, true);
    const strikes = ['/group/user', '/issue/WEB-1/comment', '/issue/WEB-1/notify'].flatMap((path) =>
      (['token', 'gateway'] as const).flatMap((via) =>
        Array.from({ length: 30 }, () => faults.strike({ method: 'POST', path, via, query: '' })),
      ),
    );
    for (const key of [one, other]) {
      const { effect } = FAULT_PRESETS.find((preset) => preset.key === key)?.rule ?? {};
      const isSeen =
        effect?.kind === 'delay'
          ? strikes.some(({ milliseconds }) => milliseconds >= effect.milliseconds)
          : strikes.some((strike) => strike.effect === effect);
      expect([key, isSeen]).toEqual([key, true]);
    }
  });

  it('are slow and refused at once', () => {
    const faults = openFaults();
    faults.setPreset('slow', true);
    faults.setPreset('token-rejected', true);
    const strike = faults.strike(POST);
    expect([strike.milliseconds, nameOf(strike)]).toEqual([3_000, '401']);
  });

  it('take turns', () => {
    const faults = openFaults();
    faults.setPreset('rate-limited', true);
    faults.setPreset('token-rejected', true);
    expect(Array.from({ length: 6 }, () => nameOf(faults.strike(POST)))).toEqual([
      '429',
      '401',
      '401',
      '429',
      '429',
      '401',
    ]);
  });

  it('leave the call alone where none is on, or a rule of a test decides', () => {
    const faults = openFaults();
    expect(faults.strike(POST)).toEqual({ milliseconds: 0, effect: undefined });
    faults.setPreset('token-rejected', true);
    faults.add({ times: 1, effect: { kind: 'reset', when: 'before' } });
    expect(nameOf(faults.strike(POST))).toBe('reset');
    expect(nameOf(faults.strike(POST))).toBe('401');
  });
});
