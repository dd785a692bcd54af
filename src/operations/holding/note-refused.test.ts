import { expect, test } from 'vitest';
import { PlatformFailure } from '#ports/platform-failure';
import { AT, grant, holding, subject } from '../../../tests/support/samples';
import { noteRefused } from './note-refused';

test.each([true, false])(
  'one that the store does not let be noted, retryable %s, keeps none of the others',
  async (retryable) => {
    const noted: string[] = [];
    const asides = {
      noteFailing: async ({ key }: { readonly key: string }) => {
        if (key.includes('sam')) throw new PlatformFailure('NO', 'no', retryable);
        noted.push(key);
      },
    };
    const refused = ['Sam', 'Tom'].map((name) => {
      return { holding: holding([grant()], { subject: subject(name) }), facts: [] };
    });
    await noteRefused({ asides, clock: { now: () => AT } } as never, refused);
    expect(noted).toMatchObject([expect.stringContaining('tom')]);
  },
);
