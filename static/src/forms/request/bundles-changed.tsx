import { entitlementKey, unnamed } from '#domain/action/entitlement';
import type { AskedBundle } from '#domain/policy/asked-bundle';
import { listNames } from '#words/listing';
import { say } from '#words/say';
import { SectionMessage } from '../../components/section-message';
import { type AskedAccess, accessKey } from './access-option';
import type { ChosenBundle } from './chosen-bundle';

/** Bundles by which what is asked for again was chosen, and that are not what they were: it is asked for line by line. */
export function BundlesChanged({
  changed,
  chosen,
  access,
}: {
  readonly changed: readonly AskedBundle[];
  readonly chosen: readonly ChosenBundle[];
  readonly access: readonly AskedAccess[];
}) {
  const there = new Set(access.map(accessKey));
  const told = changed.filter(
    ({ bundleId, contents }) =>
      !chosen.some((one) => one.bundleId === bundleId) &&
      contents.some((ids) => there.has(entitlementKey(unnamed(ids)))),
  );
  if (told.length === 0) return null;
  const names = listNames(told.map(({ name }) => name));
  return (
    <SectionMessage tone="info" title={say('Not asked for as {names} any more', { names })}>
      <p>
        {say(
          'What you asked for then stands below, by itself: a Jira admin has changed the bundle since, or it can’t be asked for here. Choose a bundle above if you want what it has now.',
        )}
      </p>
    </SectionMessage>
  );
}
