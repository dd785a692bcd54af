import { z } from 'zod';
import type { Caller } from '../site/caller';
import type { Site } from '../site/site';

/** As it stands below https://api.atlassian.com. */
export const REPORT_PATH = '/app/report-accounts';
const SCOPE = 'report:personal-data';

/** doc: User privacy guide: up to 90 accounts a call; an account id has 1 to 128 letters, digits, `-` and `:`. */
const reportSchema = z.object({
  accounts: z
    .array(
      z.object({
        accountId: z.string().regex(/^[A-Za-z0-9:-]{1,128}$/),
        updatedAt: z.iso.datetime({ offset: true }),
      }),
    )
    .min(1)
    .max(90),
});

/**
 * The personal data reporting API: of which of the accounts that an app keeps something about that is to be
 * erased or fetched anew. It answers nothing of those of which all is well.
 */
export async function reportAccountsAnswer(
  site: Site,
  caller: Caller,
  request: Request,
): Promise<Response> {
  if (caller.kind !== 'app' || !caller.scopes.includes(SCOPE))
    return Response.json(
      { code: 401, message: 'Unauthorized; scope does not match' },
      { status: 401 },
    );
  if (request.method !== 'POST') return malformed(405, 'Only POST is answered');
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('application/json')) return malformed(415, 'JSON is expected');
  const body = reportSchema.safeParse(await bodyOf(request));
  if (!body.success) return malformed(400, z.prettifyError(body.error));
  const accounts = body.data.accounts.flatMap(({ accountId, updatedAt }) => {
    if (site.profiles.isClosed(accountId)) return [{ accountId, status: 'closed' }];
    const changedAt = site.profiles.changedAt(accountId);
    return changedAt !== undefined && changedAt > Date.parse(updatedAt)
      ? [{ accountId, status: 'updated' }]
      : [];
  });
  return accounts.length === 0 ? new Response(null, { status: 204 }) : Response.json({ accounts });
}

async function bodyOf(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    return undefined;
  }
}

const malformed = (status: number, errorMessage: string) =>
  Response.json({ errorType: 'BAD_REQUEST', errorMessage }, { status });
