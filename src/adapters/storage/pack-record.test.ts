import { describe, expect, it } from 'vitest';
import type { AuditRecord } from '#domain/audit/audit-event';
import { AUDIT_FORMAT } from './formats';
import { packRecord, unpackRecord } from './pack-record';
import { readBody, writeBody } from './stored-body';

const avatarUrl = `https://avatars.example/${'x'.repeat(140)}`;
const entitlement = {
  kind: 'role',
  projectId: '10000',
  projectKey: 'WEB',
  projectName: 'W'.repeat(80),
  roleId: '10001',
  name: 'D'.repeat(255),
} as const;

/** A block of effects at its largest, each refused with the longest words. */
function recordOfEffects(count: number): AuditRecord {
  return {
    id: 'record',
    at: 1,
    issueKey: 'WEB-1',
    requestId: 'request',
    events: Array.from({ length: count }, (_, place) => ({
      id: `6b0c3b0e-8f5b-4b58-9c64-${String(place).padStart(12, '0')}`,
      at: 1,
      actor: { kind: 'app' },
      kind: 'effect',
      action: 'role.addActor',
      subject: {
        kind: 'person',
        accountId: `712020:6b0c3b0e-8f5b-4b58-9c64-${String(place).padStart(12, '0')}`,
        displayName: 'N'.repeat(60),
        avatarUrl,
      },
      entitlement,
      outcome: 'failed',
      reason: 'siteRefused',
      siteMessage: 'm'.repeat(300),
    })),
  };
}

describe('an audit record in the store', () => {
  it('comes back as it was', () => {
    const record = recordOfEffects(3);
    const stored = JSON.parse(JSON.stringify(writeBody(AUDIT_FORMAT, packRecord(record))));
    expect(unpackRecord(readBody(AUDIT_FORMAT, stored))).toEqual(record);
  });

  it('of a whole block of effects fits into one value (240 KiB)', () => {
    const bytes = JSON.stringify(packRecord(recordOfEffects(250))).length;
    expect(bytes).toBeLessThan(230 * 1024);
  });
});

describe('what is stored', () => {
  const format = {
    name: 'thing',
    version: 3,
    schema: AUDIT_FORMAT.schema,
    earlier: {
      2: (old: unknown) => ({ ...(old as object), shared: [] }),
    },
  };
  const value = packRecord({ ...recordOfEffects(0), events: [] });

  it('is brought to the format in force', () => {
    const { shared: _shared, ...old } = value;
    expect(readBody(format, { v: 2, value: old })).toEqual(value);
  });

  it.each([
    [{ v: 1, value }, /version 1 of a thing is not known/],
    [{ v: 4, value }, /version 4 of a thing is later/],
    [{ value }, /which version of a thing/],
    [{ v: 3, value: { ...value, events: 'none' } }, /a thing says under “events” makes no sense/],
    [undefined, /which version of a thing/],
  ])('%o is refused', (body, message) => {
    expect(() => readBody(format, body)).toThrow(message);
  });
});
