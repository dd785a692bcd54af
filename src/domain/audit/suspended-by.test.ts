import { expect, test } from 'vitest';
import type { AuditEvent } from './audit-event';
import { suspendedBy } from './suspended-by';

const event = (accountId: string, verb: 'suspend' | 'restore', outcome: string, id: string) =>
  ({
    id,
    at: 0,
    actor: { kind: 'person', accountId: 'olivia', displayName: 'Olivia' },
    kind: 'organization.access',
    verb,
    outcome,
    person: { accountId, displayName: accountId },
    before: 'active',
    reason: 'Left.',
  }) as AuditEvent;

test.each<[string, AuditEvent[], string | undefined]>([
  ['nothing', [], undefined],
  ['somebody else', [event('sam', 'suspend', 'applied', 'e1')], undefined],
  ['only a try', [event('priya', 'suspend', 'failed', 'e1')], undefined],
  [
    'the newest that was done',
    [
      event('priya', 'suspend', 'failed', 'e3'),
      event('priya', 'suspend', 'applied', 'e2'),
      event('priya', 'suspend', 'applied', 'e1'),
    ],
    'e2',
  ],
  [
    'restored since, by the app',
    [event('priya', 'restore', 'applied', 'e2'), event('priya', 'suspend', 'applied', 'e1')],
    'elsewhere',
  ],
])('who suspended somebody: %s', (_, events, expected) => {
  const found = suspendedBy(events, 'priya');
  expect(typeof found === 'object' ? found.id : found).toBe(expected);
});
