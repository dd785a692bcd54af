import { __requestAtlassianAsApp as requestAtlassian } from '@forge/api';
import { z } from 'zod';
import { readCycle } from '#domain/personal/reporting';
import type { AccountReport, ReportedAccount } from '#ports/account-report';
import type { Clock } from '#ports/clock';
import { readAnswer, type SiteAnswer } from '../rest/answer';
import { classify } from '../rest/classify';
import { failureOf, noAnswer } from '../rest/failure-of';

/** Below https://api.atlassian.com (doc: User privacy guide; @forge/api 8.3.0 out/privacy/index.js). */
const PATH = '/app/report-accounts';

/** A status that is not known yet, or an entry that makes no sense, keeps none of the others. */
const answerSchema = z.object({ accounts: z.array(z.unknown()) });
const entrySchema = z.object({ accountId: z.string(), status: z.enum(['closed', 'updated']) });

/**
 * The helper of @forge/api calls the same, and keeps the answer's headers to itself: how long the cycle is, is one
 * of them.
 */
export function accountReport(clock: Clock): AccountReport {
  return {
    async report(accounts) {
      const answer = await send(accounts);
      const is = classify(answer, clock.now());
      if (is.kind !== 'success') throw failureOf(is, answer.status, 'host');
      const cycle = readCycle(answer.headers.get('cycle-period'));
      const told = answer.status === 204 ? { accounts: [] } : parseAnswer(answer);
      const asked = new Set(accounts.map(({ accountId }) => accountId));
      const those = (status: 'closed' | 'updated') =>
        new Set(
          told.accounts.flatMap((one) => {
            const entry = entrySchema.safeParse(one);
            const isMeant = entry.success && entry.data.status === status;
            return isMeant && asked.has(entry.data.accountId) ? [entry.data.accountId] : [];
          }),
        );
      return { closed: those('closed'), updated: those('updated'), cycle };
    },
  };
}

function parseAnswer({ json, status }: SiteAnswer) {
  const parsed = answerSchema.safeParse(json);
  if (!parsed.success) throw failureOf({ kind: 'nonsense' }, status, 'host');
  return parsed.data;
}

async function send(accounts: readonly ReportedAccount[]): Promise<SiteAnswer> {
  const body = {
    accounts: accounts.map(({ accountId, updatedAt }) => ({
      accountId,
      updatedAt: new Date(updatedAt).toISOString(),
    })),
  };
  try {
    const response = await requestAtlassian(PATH, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return await readAnswer(response);
  } catch (error) {
    throw noAnswer('host', true, error);
  }
}
