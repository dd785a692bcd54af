import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortName } from '#domain/action/short-name';
import { askedFor } from '#domain/audit/asked-for';
import type { AuditRecord } from '#domain/audit/audit-event';
import type { PolicyChange } from '#domain/policy/policy-change';
import type { RuleDifference } from '#domain/policy/rule-change';
import { awaiting } from '../../../tests/support/samples';
import { siteMessage } from '../rest/words-of';
import { auditRows } from './audit-rows';
import { AUDIT_FORMAT } from './formats';
import { unpackRecord } from './pack-record';
import { requestRow, stepsRow } from './rows';
import { bytesOf, ROW_BYTES, splitBySize } from './split-by-size';
import { readBody } from './stored-body';

/** Of whatever script: next to nothing of it can be deflated. */
const strange = fc.string({ unit: 'binary', minLength: 100, maxLength: 255 });

test('all of it is in the parts, once and in its order, and each part fits', () => {
  const many = fc.array(strange, { maxLength: 60 });
  fc.assert(
    fc.property(many, fc.integer({ min: 1, max: 900 }), (texts, times) => {
      const long = texts.map((text) => text.repeat(times));
      const parts = splitBySize(long, (part) => ({ part }));
      expect(parts.flat()).toEqual(long);
      for (const part of parts) {
        expect(part.length === 1 || bytesOf({ part }) <= ROW_BYTES || long.length <= 1).toBe(true);
      }
    }),
    { numRuns: 30 },
  );
});

test('an audit record of a whole block about people of the strangest names is read again whole', () => {
  fc.assert(
    fc.property(fc.array(strange, { minLength: 500, maxLength: 500 }), (names) => {
      const record: AuditRecord = {
        id: 'record',
        at: 1,
        issueKey: 'WEB-1',
        requestId: 'request',
        events: names.map((displayName, place) => ({
          id: `event-${place}`,
          at: 1,
          actor: { kind: 'app' },
          kind: 'effect',
          action: 'group.removeUser',
          subject: { kind: 'person', accountId: `712020:${place}`, displayName },
          entitlement: { kind: 'group', groupId: 'g', name: 'frontend' },
          outcome: 'applied',
        })),
      };
      const rows = auditRows(record);
      expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
      for (const { row } of rows) expect(bytesOf(row)).toBeLessThanOrEqual(ROW_BYTES);
      const read = rows.flatMap(({ row }) => unpackRecord(readBody(AUDIT_FORMAT, row.body)).events);
      expect(read).toEqual(record.events);
    }),
    { numRuns: 4 },
  );
});

test('a change of a policy of 1,000 groups of the strangest names is read again whole', () => {
  fc.assert(
    fc.property(fc.array(strange, { minLength: 1_000, maxLength: 1_000 }), (names) => {
      const changes = names.map((name, place) => ({
        of: 'groupAdded' as const,
        groupId: `6b0c3b0e-8f5b-4b58-9c64-${String(place).padStart(12, '0')}`,
        name,
      }));
      const event = { id: 'event', at: 1, actor: { kind: 'app' } } as const;
      const rows = auditRows({
        id: 'record',
        at: 1,
        issueKey: undefined,
        requestId: undefined,
        events: [{ ...event, kind: 'policy.changed', version: 2, changes }],
      });
      expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
      for (const { row } of rows) expect(bytesOf(row)).toBeLessThanOrEqual(ROW_BYTES);
      const read = rows.flatMap(({ row }) => unpackRecord(readBody(AUDIT_FORMAT, row.body)).events);
      expect(new Set(read.map(({ id }) => id)).size).toBe(read.length);
      expect(read.flatMap((one) => (one.kind === 'policy.changed' ? one.changes : []))).toEqual(
        changes,
      );
    }),
    { numRuns: 2 },
  );
});

test('a change of a policy that an earlier version told in sentences is read as it was', () => {
  const told = {
    event: { id: 'e', at: 1, kind: 'policy.changed', version: 2, summary: ['Added design'] },
    shares: { actor: 0 },
  };
  const read = unpackRecord({
    ...{ id: 'record', at: 1, issueKey: undefined, requestId: undefined },
    shared: [{ kind: 'app' }],
    events: [told],
  });
  expect(read.events).toEqual([{ ...told.event, actor: { kind: 'app' }, changes: [] }]);
});

test('a rule whose parts an earlier version named, and not what they said, is read as it was', () => {
  const change = { of: 'ruleChanged', ruleId: 'r1', name: 'Finance', parts: ['name', 'stages'] };
  const told = { id: 'e', at: 1, kind: 'policy.changed', version: 2, changes: [change] };
  const read = unpackRecord({
    ...{ id: 'record', at: 1, issueKey: undefined, requestId: undefined },
    shared: [{ kind: 'app' }],
    events: [{ event: told, shares: { actor: 0 } }],
  });
  expect(read.events).toEqual([{ ...told, actor: { kind: 'app' } }]);
});

test('what all rules at their largest said and say is read again whole, whatever is called how', () => {
  fc.assert(
    fc.property(fc.array(strange, { minLength: 60, maxLength: 60 }), (names) => {
      const groups = (from: number, count: number) =>
        Array.from({ length: count }, (_, place) => ({
          groupId: `6b0c3b0e-8f5b-4b58-9c64-${String(from + place).padStart(12, '0')}`,
          name: names[(from + place) % names.length] ?? '',
        }));
      const stages = (from: number) =>
        [0, 1, 2].map((stage) => ({
          needed: 5,
          sources: [
            { kind: 'groupOwner' as const },
            {
              kind: 'people' as const,
              people: groups(from + stage, 5).map(({ groupId, name }) => ({
                accountId: groupId,
                displayName: name,
              })),
            },
            ...groups(from + stage, 3).map((group) => ({ kind: 'members' as const, group })),
          ],
        }));
      const scope = { roles: true, accounts: true, newGroups: true };
      const changes = Array.from({ length: 20 }, (_, place): PolicyChange => {
        const parts: readonly RuleDifference[] = [
          { part: 'name', before: 'A', after: 'B' },
          {
            part: 'what',
            before: { ...scope, groups: groups(place, 50) },
            after: { ...scope, groups: 'all' },
          },
          {
            part: 'askers',
            before: { who: 'everybody' },
            after: { who: 'members', groups: groups(place, 5) },
          },
          {
            part: 'projects',
            before: 'all',
            after: groups(place, 20).map(({ groupId, name }) => ({
              projectId: groupId,
              key: groupId,
              name,
            })),
          },
          { part: 'stages', before: stages(place), after: stages(place + 1) },
          { part: 'longestTermDays', before: null, after: 7 },
          { part: 'ticket', before: false, after: true },
        ];
        return { of: 'ruleSays', ruleId: `r${place}`, name: names[place] ?? '', parts };
      });
      const rows = auditRows({
        ...{ id: 'record', at: 1, issueKey: undefined, requestId: undefined },
        events: [
          {
            ...{ id: 'e', at: 1, actor: { kind: 'app' }, kind: 'policy.changed', version: 2 },
            changes,
          },
        ],
      });
      for (const { row } of rows) expect(bytesOf(row)).toBeLessThanOrEqual(ROW_BYTES);
      const read = rows.flatMap(({ row }) => unpackRecord(readBody(AUDIT_FORMAT, row.body)).events);
      expect(read.flatMap((one) => (one.kind === 'policy.changed' ? one.changes : []))).toEqual(
        changes,
      );
    }),
    { numRuns: 2 },
  );
});

test('what 500 people in ten groups were asked for is in the audit whole, whatever they are called', () => {
  fc.assert(
    fc.property(fc.array(strange, { minLength: 510, maxLength: 510 }), (names) => {
      const subjects = names.slice(0, 500).map((name, place) => ({
        kind: 'person' as const,
        accountId: `712020:6b0c3b0e-8f5b-4b58-9c64-${String(place).padStart(12, '0')}`,
        displayName: shortName(name),
      }));
      const changes = names.slice(500).map((name, place) => ({
        verb: 'add' as const,
        entitlement: { kind: 'group' as const, groupId: `g${place}`, name },
        subjects: subjects.map((_, position) => position),
      }));
      const asked = askedFor({ subjects, changes }, { kind: 'days', days: 7 });
      const record: AuditRecord = {
        ...{ id: 'record', at: 1, issueKey: 'WEB-1', requestId: 'request' },
        events: [
          {
            ...{ id: 'e', at: 1, actor: { kind: 'app' }, kind: 'request.submitted' },
            ...{ justification: 'why', asked },
          },
        ],
      };
      const rows = auditRows(record);
      for (const { row } of rows) expect(bytesOf(row)).toBeLessThanOrEqual(ROW_BYTES);
      expect(
        rows.flatMap(({ row }) => unpackRecord(readBody(AUDIT_FORMAT, row.body)).events),
      ).toEqual(record.events);
    }),
    { numRuns: 3 },
  );
});

test('a request about 500 people fits, whatever they are called', () => {
  fc.assert(
    fc.property(fc.array(strange, { minLength: 500, maxLength: 500 }), (names) => {
      const subjects = names.map((name, place) => ({
        kind: 'person' as const,
        accountId: `712020:6b0c3b0e-8f5b-4b58-9c64-${String(place).padStart(12, '0')}`,
        displayName: shortName(name),
        avatarUrl: `https://secure.gravatar.com/avatar/${String(place * 7_919).padStart(32, '3')}?d=https%3A%2F%2Favatar-management--avatars.us-west-2.prod.public.atl-paas.net%2Finitials%2FNO-0.png`,
      }));
      const row = requestRow(awaiting({ ask: { subjects, changes: [] } }));
      expect(bytesOf(row)).toBeLessThanOrEqual(ROW_BYTES);
    }),
    { numRuns: 4 },
  );
});

test('a block of the most steps fits, whatever the site said of each of them', () => {
  const said = fc.string({ unit: 'grapheme', minLength: 400, maxLength: 400 });
  fc.assert(
    fc.property(fc.array(said, { minLength: 500, maxLength: 500 }), (words) => {
      const steps = words.map((all, subject) => ({
        subject,
        planned: { verdict: 'change' as const },
        outcome: {
          state: 'failed' as const,
          reason: 'siteRefused' as const,
          retryable: true,
          siteMessage: siteMessage({ json: { errorMessages: [all] } }),
          at: 1_795_900_000_000 + subject,
        },
      }));
      const row = stepsRow({ requestId: 'r', block: 0, revision: 1, change: 0, steps });
      expect(bytesOf(row)).toBeLessThanOrEqual(ROW_BYTES);
    }),
    { numRuns: 3 },
  );
});

test('a name is cut between what people see as characters, and only a long one', () => {
  expect(shortName('Noah Okafor')).toBe('Noah Okafor');
  const family = '👨‍👩‍👧‍👦';
  const cut = shortName(family.repeat(40));
  expect(cut.replaceAll(family, '')).toBe('…');
  expect(new TextEncoder().encode(cut).length).toBeLessThanOrEqual(200);
});
