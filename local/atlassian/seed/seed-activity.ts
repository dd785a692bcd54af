import { createHash } from 'node:crypto';
import type { Store } from '../store/open-store';
import { PRODUCT_GROUPS } from './groups';
import { accountIdOf, SEED_PEOPLE, type SeedPerson } from './people';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Never looked at a page, though they have a seat. */
const NEVER = new Set(['wei.zhang@acme.example', 'bianca.silva@acme.example']);

/** Most were here this fortnight; one in ten not for a quarter, and who has left not for longer. */
function daysAway({ email, active, jobTitle }: SeedPerson): number {
  const hash = createHash('sha256').update(`visit ${email}`).digest();
  const [kind = 0, spread = 0] = [hash[0], hash[1]];
  if (!active) return 120 + spread;
  if (jobTitle.includes('joined this week')) return 0;
  if (kind % 10 === 9) return 95 + spread;
  return kind % 10 >= 7 ? 15 + (spread % 70) : spread % 14;
}

/** Believable last visits, also for a site that was seeded before visits were kept. */
export function seedActivity({ activity, people, groups }: Store, now: number): void {
  if (!activity.isEmpty()) return;
  for (const person of SEED_PEOPLE) {
    const accountId = accountIdOf(person.email);
    if (person.accountType !== 'atlassian' || NEVER.has(person.email)) continue;
    if (people.byId(accountId) === undefined) continue;
    const at = now - daysAway(person) * DAY - 2 * HOUR;
    activity.note(accountId, 'jira-software', at);
    const desk = groups.byName(PRODUCT_GROUPS['jira-servicedesk']);
    if (desk !== undefined && groups.isMember(desk.groupId, accountId))
      activity.note(accountId, 'jira-servicedesk', at - 3 * DAY);
  }
}
