import { describe, expect, it } from 'vitest';
import { redactLogLine } from './redact-log-line';

describe('redacting a line', () => {
  it.each([
    'ATATT3xFfGF0abcDEF_-123=ABCD1234',
    'ATCTT3xFfGN0abcDEF_-123=ABCD1234',
    'ATSTT3xFfGN0abcDEF_-123=ABCD1234',
    'Basic b2xpdmlhOnNlY3JldA==',
    'bearer abc.def-123-long-enough',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sig-na_ture',
  ])('takes %s out', (secret) => {
    const line = redactLogLine(`{"message":"before ${secret} after"}`);
    expect(line).toContain('[redacted]');
    expect(line).toMatch(/before .*after"}$/);
    for (const part of secret.split(/[\s:.]+/).filter((one) => one.length > 12)) {
      expect(line).not.toContain(part);
    }
  });

  it.each([
    ['ATATT3xaBcD-_=', '[redacted]'],
    ['Basic  \t YWxhZGRpbg==', '[redacted]'],
    ['BEARER abc123', '[redacted]'],
    ['eyJhbGciOiJI.eyJzdW', '[redacted]'],
    ['eyJhbGciOiJI.eyJzdW.', '[redacted]'],
    ['eyJhbGciOiJI.eyJzdW.sig-na_ture', '[redacted]'],
    ['eyJhbGciOiJI.eyJzdW.a.b', '[redacted].b'],
  ])('takes the whole of %j out, and nothing else', (secret, left) => {
    expect(redactLogLine(`(${secret})`)).toBe(`(${left})`);
  });

  it.each([
    'ATATT3xaBcD',
    'ATA3xaBcDeFg',
    'Basic rule',
    'a basic one',
    'BATATT3xaBcDeFg',
    'bearers abc1234',
    'eyJhbGciOiJ.eyJzdW',
    'eyJhbGciOiJI.eyJzd',
    'monkeyJhbGciOiJI.eyJzdWI',
  ])('leaves %j alone', (text) => expect(redactLogLine(text)).toBe(text));

  it('leaves ids alone', () => {
    const line = '{"requestId":"6b0c3b0e-8f5b-4b58-9c64-0d9a6f2a8f10","account":"712020:1f"}';
    expect(redactLogLine(line)).toBe(line);
  });
});
