import { describe, expect, it } from 'vitest';
import { fieldErrorsOf, missingFields } from './connect-errors';

describe('missingFields', () => {
  it('asks for each that is blank', () => {
    expect(Object.keys(missingFields({ instanceUrl: ' ', email: '', token: '' }))).toEqual([
      'instanceUrl',
      'email',
      'token',
    ]);
    expect(missingFields({ instanceUrl: 'a', email: 'b', token: 'c' })).toEqual({});
  });
});

describe('fieldErrorsOf', () => {
  it('points to the field where the fault sits', () => {
    const credential = (code: 'organizationKey' | 'captchaRequired') =>
      fieldErrorsOf({ code: 'credential', problem: { code } });
    expect(fieldErrorsOf({ code: 'badUrl', problem: { code: 'notHttps' } }).instanceUrl).toContain(
      'https',
    );
    expect(credential('organizationKey').token).toContain('organization API key');
    expect(credential('captchaRequired')).toEqual({});
  });

  it('shows what the app says of a field', () => {
    expect(fieldErrorsOf({ code: 'badInput', fields: { email: 'Too long.' } })).toEqual({
      email: 'Too long.',
    });
  });
});
