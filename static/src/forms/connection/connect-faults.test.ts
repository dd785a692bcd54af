import { describe, expect, it } from 'vitest';
import { connectFaults } from './connect-faults';

describe('connectFaults', () => {
  it('points to the field where the fault sits', () => {
    const credential = (code: 'organizationKey' | 'captchaRequired') =>
      connectFaults({ code: 'credential', problem: { code } });
    expect(connectFaults({ code: 'badUrl', problem: { code: 'notHttps' } }).instanceUrl).toContain(
      'https',
    );
    expect(credential('organizationKey').token).toContain('organization API key');
    expect(credential('captchaRequired')).toEqual({});
  });

  it('says in words what is wrong with each field', () => {
    expect(connectFaults({ code: 'badInput', fields: { email: 'tooLong' } })).toEqual({
      email: 'That is too long.',
    });
  });
});
