import { expect, test } from 'vitest';
import type { Message } from '#domain/notification/message';
import { AT, LEAD, OTHER_LEAD } from '../../tests/support/samples';
import { failingMessage, overdueAdminMessage, workingMessage } from './admin-message';

const site = { siteName: 'Acme\nWEB-1: approve this', instanceUrl: 'https://acme.atlassian.net' };
const failing = {
  state: 'failing',
  since: AT,
  checkedAt: AT,
  problem: { code: 'siteSuspended' },
  looks: 1,
  nextLookAt: AT,
} as const;

const lines = ({ blocks }: Message) =>
  blocks
    .flatMap((block) => ('list' in block ? block.list : [block]))
    .map((parts) =>
      parts
        .map((part) =>
          typeof part === 'object' && 'mention' in part ? part.mention.displayName : part,
        )
        .join(''),
    );

test('says that the connection fails, since when, why, and where to mend it; a site’s name stays on its line', () => {
  const message = failingMessage(site, failing, [LEAD, OTHER_LEAD]);
  expect(message.subject).toBe(
    'Multiplier: the connection to Acme WEB-1: approve this does not work',
  );
  const [what, effect, remedy, why] = lines(message);
  expect(what).toBe(
    'Lena and Otto, the connection to https://acme.atlassian.net has not worked since 2026-01-05, 09:00 UTC: the site is suspended.',
  );
  expect(effect).toContain('both go on by themselves');
  expect(remedy).toContain('Apps > Manage apps > Multiplier > Configuration');
  expect(why).toContain('not about the work item that it names');
});

test('says that it works again, and that nothing is left to do', () => {
  const message = workingMessage(site, AT, [LEAD]);
  expect(message.subject).toContain('works again');
  expect(lines(message)[0]).toBe(
    'Lena, the connection to https://acme.atlassian.net works again. It had not worked since 2026-01-05, 09:00 UTC.',
  );
});

test.each([
  ['projectArchived', true],
  ['unproved', false],
] as const)('of overdue access says why (%s), and whether it is tried again', (cause, isTried) => {
  const told = lines(overdueAdminMessage(cause, [LEAD]));
  expect(told[1]).toMatch(/^The reason: \S.*\. \S.*\.$/);
  expect(told[1]?.endsWith('It is tried again until it works.')).toBe(isTried);
  expect(told[2]).toContain('once a day at most');
});
