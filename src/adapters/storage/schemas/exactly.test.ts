import { expect, test } from 'vitest';
import { z } from 'zod';
import { formatOf } from '../stored-body';
import { exactly } from './exactly';
import { list } from './record';

type Outcome =
  | { readonly state: 'done'; readonly by?: string }
  | { readonly state: 'failed'; readonly why: 'late' | 'lost' };
interface Block {
  readonly steps: readonly { readonly outcome: Outcome }[];
}

const done = z.object({ state: z.literal('done'), by: z.string().exactOptional() });
const failed = z.object({ state: z.literal('failed'), why: z.enum(['late', 'lost']) });
const blockOf = <Schema extends z.ZodType>(outcome: Schema) =>
  z.object({ steps: list(z.object({ outcome })) });

/** Held by the compiler: a line below that compiles is an error where it says it may not. */
test('a schema that reads a part of its type, or more than it, does not compile', () => {
  const whole = z.discriminatedUnion('state', [done, failed]);
  expect(exactly<Outcome>()(whole)).toBe(whole);
  exactly<Block>()(blockOf(whole));
  formatOf<Block>()({ name: 'block', version: 1, schema: blockOf(whole) });

  const shorter = z.discriminatedUnion('state', [done]);
  // @ts-expect-error a member of the union is missing
  exactly<Outcome>()(shorter);
  // @ts-expect-error the same, further down
  exactly<Block>()(blockOf(shorter));
  // @ts-expect-error the same, of a stored format
  formatOf<Block>()({ name: 'block', version: 1, schema: blockOf(shorter) });

  const narrower = z.object({ state: z.literal('failed'), why: z.enum(['late']) });
  // @ts-expect-error a word is missing
  exactly<Outcome>()(z.discriminatedUnion('state', [done, narrower]));

  const forgetful = z.object({ state: z.literal('done') });
  // @ts-expect-error an optional field is missing
  exactly<Outcome>()(z.discriminatedUnion('state', [forgetful, failed]));

  const another = z.object({ state: z.literal('gone') });
  // @ts-expect-error a member too many
  exactly<Outcome>()(z.discriminatedUnion('state', [done, failed, another]));

  const wider = z.object({ state: z.literal('failed'), why: z.string() });
  // @ts-expect-error any word at all
  exactly<Outcome>()(z.discriminatedUnion('state', [done, wider]));

  const chatty = z.object({
    state: z.literal('done'),
    by: z.string().exactOptional(),
    at: z.int(),
  });
  // @ts-expect-error a field too many
  exactly<Outcome>()(z.discriminatedUnion('state', [chatty, failed]));

  // @ts-expect-error anything at all
  exactly<Outcome>()(z.any());
  // @ts-expect-error the same, further down
  exactly<Block>()(blockOf(z.any()));
});
