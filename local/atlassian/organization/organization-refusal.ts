import { randomUUID } from 'node:crypto';
import { Refusal } from '../rest/refusal';

/** The codes and titles of the organization API's errors that are answered here (doc: ApplicationError). */
const KNOWN = {
  'ADMIN-400-1': [400, 'Invalid page cursor'],
  'ADMIN-400-24': [400, 'Invalid request body'],
  'ADMIN-404-1': [404, 'Unknown resource'],
  'ADMIN-404-2': [404, 'Organization not found'],
  'ADMIN-404-8': [404, 'User not found'],
} as const;

export function refuseInOrganization(code: keyof typeof KNOWN, detail: string): Refusal {
  const [status, title] = KNOWN[code];
  return new Refusal(status, {
    errors: [{ id: randomUUID(), status: String(status), code, title, detail }],
  });
}
