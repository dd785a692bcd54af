import { ok, type Result, refuse } from '#domain/lib/result';
import type { Asides } from '#ports/asides';

/** Reads a record again that was set aside; true where nothing is wrong with it any more. */
export async function tryAsideAgain(
  { asides }: { readonly asides: Asides },
  key: string,
): Promise<Result<boolean, { readonly code: 'noSuchRecord' }>> {
  const aside = await asides.get(key);
  if (aside === undefined) return refuse({ code: 'noSuchRecord' });
  if (aside.trouble.trouble === 'failing') {
    await asides.forget(key);
    return ok(true);
  }
  return ok((await asides.lookAgain(aside)) !== 'unreadable');
}
