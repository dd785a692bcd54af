import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { awaiting } from '#domain/lib/samples';
import { REQUEST_FORM } from './forms';
import { readBody, type StoredForm, writeBody } from './stored-body';

const form: StoredForm<string[]> = { name: 'list', version: 2, schema: z.array(z.string()) };

test('what was written is read, whatever its size', () => {
  const list = fc.array(fc.string({ unit: 'binary' }), { size: '+1' });
  fc.assert(
    fc.property(list, (value) => {
      expect(readBody(form, JSON.parse(JSON.stringify(writeBody(form, value))))).toEqual(value);
    }),
    { numRuns: 40 },
  );
});

test('only what is large is deflated, and gets much smaller', () => {
  const small = ['one', 'two'];
  expect(writeBody(form, small)).toEqual({ v: 2, value: small });
  const large = Array.from({ length: 1_000 }, (_, place) => `the same words again ${place}`);
  const body = writeBody(form, large);
  expect(body).not.toHaveProperty('value');
  expect(JSON.stringify(body).length).toBeLessThan(JSON.stringify(large).length / 4);
});

test('an earlier form is turned into the one in force, deflated or not', () => {
  const earlier = { 1: (old: unknown) => String(old).split(' ') };
  const old: StoredForm<string> = { name: 'list', version: 1, schema: z.string() };
  for (const words of ['one two', 'many '.repeat(2_000).trim()]) {
    expect(readBody({ ...form, earlier }, writeBody(old, words))).toEqual(words.split(' '));
  }
});

test.each([[undefined], [{}], [{ v: 2 }], [{ v: 3, value: [] }], [{ v: 2, deflated: '!' }]])(
  'what is none is refused: %j',
  (body) => {
    expect(() => readBody(form, body)).toThrow();
  },
);

test('a request that does not say how large its blocks are has those of the first ones', () => {
  const { stepsPerBlock: _, ...before } = awaiting({ stepsPerBlock: 500 });
  expect(readBody(REQUEST_FORM, { v: 1, value: before }).stepsPerBlock).toBe(250);
  const said = readBody(REQUEST_FORM, writeBody(REQUEST_FORM, awaiting({ stepsPerBlock: 500 })));
  expect(said.stepsPerBlock).toBe(500);
});
