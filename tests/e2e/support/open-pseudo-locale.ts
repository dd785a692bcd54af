import { expect } from 'vitest';
import type { World } from '../../support/open-world';
import { openStage, type Stage } from './open-stage';
import { sidewaysOverflow } from './sideways-overflow';
import { untranslatedText } from './untranslated-text';
import type { Visitor } from './visitor';

/** What people write in these tests. */
export const WHY = 'Zur Probe';

/** The app as everybody reads it in a locale of no language, and what is said in it on a narrow screen. */
export interface Said {
  readonly stage: Stage;
  /**
   * Everything that is shown now comes from a message, is a name or the like, or the key of a record, and no frame
   * needs sideways scrolling.
   */
  expectSaid(visitor: Visitor, ownKey?: string): Promise<void>;
}

export async function openPseudoLocale(locale: string): Promise<Said> {
  const stage = await openStage();
  const { directory } = stage.world.platform.atlassian;
  for (const { accountId } of directory.people()) directory.setLocale(accountId, locale);
  const data = dataOf(stage.world);
  return {
    stage,
    async expectSaid({ page }, ownKey) {
      const frames = page.frames().filter((frame) => frame.url().includes('/resource/'));
      expect(frames.length).toBeGreaterThan(0);
      for (const frame of frames)
        expect(
          await untranslatedText(frame, ownKey === undefined ? data : [...data, ownKey]),
        ).toEqual([]);
      expect(await sidewaysOverflow(page)).toEqual([]);
    },
  };
}

/** Names, keys, addresses, and what people wrote: the same in every language. */
function dataOf({ platform }: World): readonly string[] {
  const { directory, siteName, siteUrl } = platform.atlassian;
  return [
    ...directory.people().flatMap(({ displayName, email }) => [displayName, email]),
    ...directory.groups().map(({ name }) => name),
    ...directory
      .projects()
      .flatMap(({ key, name, roles }) => [key, name, ...roles.map((one) => one.name)]),
    WHY,
    'Multiplier',
    siteName,
    siteUrl,
    new URL(siteUrl).host,
    'acme-local.atlassian.net',
    'admin.atlassian.com',
    // Examples in fields that nothing was typed into.
    'https://yourcompany.atlassian.net',
    'you@yourcompany.com',
  ];
}
