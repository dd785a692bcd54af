import { describe, expect, it } from 'vitest';
import type { AuditLine } from '#contract/views';
import { auditCsv } from './audit-csv';

const line = (displayName: string, justification: string): AuditLine => ({
  event: {
    id: 'e1',
    at: Date.UTC(2026, 10, 25, 10),
    actor: { kind: 'person', accountId: 'noah', displayName },
    kind: 'request.submitted',
    justification,
  },
  issueKey: 'WEB-1',
  requestId: 'r1',
});

describe('auditCsv', () => {
  it('is a row for each event under a row of names', () => {
    const rows = auditCsv([line('Noah Okafor', 'New "joiner", Monday')]).split('\r\n');
    expect(rows[0]).toContain('"Time (UTC)","Actor"');
    expect(rows[1]).toBe(
      '"2026-11-25T10:00:00.000Z","Noah Okafor","Request made","WEB-1","r1","Noah Okafor asked for access: “New ""joiner"", Monday”"',
    );
  });

  it.each(['=', '+', '-', '@'])('keeps text that begins with %s from being a formula', (sign) => {
    expect(auditCsv([line(`${sign}HYPERLINK("x")`, 'why')])).toContain(
      `"'${sign}HYPERLINK(""x"")"`,
    );
  });
});
