import type { Person } from '#domain/action/person';
import { type Aside, wayOut } from '#domain/aside/aside';
import { unreachable } from '#domain/lib/invariant';
import { ok, type Result, refuse } from '#domain/lib/result';
import { makeRecord, personActor } from '../audit/make-record';
import { forgetUnnamedSecrets } from '../connection/forget-unnamed-secrets';
import type { EndAsidePorts, EndAsideRefusal } from './end-aside-ports';
import { giveUpSteps } from './give-up-steps';
import { restorePolicy } from './restore-policy';

/**
 * The way out for a record that can't be read, once an admin has confirmed it: audited, and only while
 * the record still can't be read.
 */
export async function endAside(
  ports: EndAsidePorts,
  key: string,
  by: Person,
): Promise<Result<null, EndAsideRefusal>> {
  const aside = await ports.asides.get(key);
  if (aside === undefined) return refuse({ code: 'noSuchRecord' });
  const way = wayOut(aside);
  // Between the page and the click, it may have become readable: then nothing is lost.
  if (way === 'none' || (await ports.asides.lookAgain(aside)) !== 'unreadable') {
    return refuse({ code: 'changedMeanwhile' });
  }
  switch (way) {
    case 'remove':
      return remove(ports, aside, by);
    case 'restore':
      return restorePolicy(ports, aside, by);
    case 'giveUp':
      return giveUpSteps(ports, aside, by);
    default:
      return unreachable(way);
  }
}

async function remove(
  ports: EndAsidePorts,
  { key, kind, since }: Aside,
  by: Person,
): Promise<Result<null, EndAsideRefusal>> {
  const at = ports.clock.now();
  const written = await ports.commit({
    unreadable: { kind, key },
    audit: [
      makeRecord(ports.ids, at, personActor(by), {}, [
        { kind: 'record.removed', record: key, of: kind },
      ]),
    ],
  });
  if (written === 'conflict') return refuse({ code: 'changedMeanwhile' });
  await ports.asides.forget(key);
  // What it named can't be known: but it was kept before the record was found, and nothing names it now.
  if (kind === 'connection') await forgetUnnamedSecrets(ports, since);
  return ok(null);
}
