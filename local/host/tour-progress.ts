import type { Platform } from '../platform/platform';
import type { Tour, TourSign, TourStep } from './tour';

/** A step as it is kept that it was opened: by its titles, which people read. */
export const stepKey = (tour: Pick<Tour, 'title'>, step: Pick<TourStep, 'title'>): string =>
  `${tour.title}/${step.title}`;

/**
 * For each step of a tour, whether it was done. Where something shows that a later one was, so were those before it that leave
 * something behind: who has connected the site had a token, be it a ready-made one.
 */
export function progressOf(
  platform: Platform,
  { title, steps }: Pick<Tour, 'title' | 'steps'>,
  opened: ReadonlySet<string>,
): readonly boolean[] {
  const shown = steps.map(({ done }) => done !== undefined && isShown(platform, done));
  return steps.map((step, place) =>
    step.done === undefined
      ? opened.has(stepKey({ title }, step))
      : shown.slice(place).includes(true),
  );
}

function isShown({ atlassian, forge }: Platform, sign: TourSign): boolean {
  const { directory, tokens } = atlassian;
  if ('token' in sign) {
    const person = directory.people().find(({ displayName }) => displayName === sign.token);
    if (person === undefined) return false;
    const readyMade = new Set(tokens.samples().map(({ label }) => label));
    return tokens.of(person.accountId).some(({ label }) => !readyMade.has(label));
  }
  if ('stored' in sign) return forge.kvs.entries().some(({ entity }) => entity === sign.stored);
  if ('property' in sign) {
    // The work item may have been deleted since.
    return (
      directory.issue(sign.of) !== undefined &&
      directory.property(sign.of, sign.property) !== undefined
    );
  }
  const person = directory.people().find(({ displayName }) => displayName === sign.member);
  const group = directory.groups().find(({ name }) => name === sign.of);
  if (person === undefined || group === undefined) return false;
  return directory.membersOf(group.groupId).includes(person.accountId);
}
