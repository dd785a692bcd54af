import { ok, type Result, refuse } from '#domain/lib/result';
import type { Asides } from '#ports/asides';

/** As large as fits into one answer to the page with what comes along with it. */
const SHOWN = 500_000;

/** The stored record behind one that is set aside, as it is: for an admin, who sees all of the audit. */
export async function readAside(
  { asides }: { readonly asides: Asides },
  key: string,
): Promise<Result<string, { readonly code: 'noSuchRecord' }>> {
  const aside = await asides.get(key);
  if (aside === undefined) return refuse({ code: 'noSuchRecord' });
  const raw = await asides.raw(aside.kind, key);
  if (raw === undefined) return refuse({ code: 'noSuchRecord' });
  return ok(JSON.stringify(raw, undefined, 2).slice(0, SHOWN));
}
