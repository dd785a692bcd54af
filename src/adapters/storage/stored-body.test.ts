import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { awaiting } from '../../../tests/support/samples';
import { REQUEST_FORMAT } from './formats';
import { type RecordFormat, readBody, writeBody } from './stored-body';

const format: RecordFormat<string[]> = { name: 'list', version: 2, schema: z.array(z.string()) };

test('what was written is read, whatever its size', () => {
  const list = fc.array(fc.string({ unit: 'binary' }), { size: '+1' });
  fc.assert(
    fc.property(list, (value) => {
      expect(readBody(format, JSON.parse(JSON.stringify(writeBody(format, value))))).toEqual(value);
    }),
    { numRuns: 40 },
  );
});

test('only what is large is deflated, and gets much smaller', () => {
  const small = ['one', 'two'];
  expect(writeBody(format, small)).toEqual({ v: 2, value: small });
  const large = Array.from({ length: 1_000 }, (_, place) => `the same words again ${place}`);
  const body = writeBody(format, large);
  expect(body).not.toHaveProperty('value');
  expect(JSON.stringify(body).length).toBeLessThan(JSON.stringify(large).length / 4);
});

test('an earlier format is turned into the one in force, deflated or not', () => {
  const earlier = { 1: (old: unknown) => String(old).split(' ') };
  const old: RecordFormat<string> = { name: 'list', version: 1, schema: z.string() };
  for (const words of ['one two', 'many '.repeat(2_000).trim()]) {
    expect(readBody({ ...format, earlier }, writeBody(old, words))).toEqual(words.split(' '));
  }
});

test.each([[undefined], [{}], [{ v: 2 }], [{ v: 3, value: [] }], [{ v: 2, deflated: '!' }]])(
  'what is none is refused: %j',
  (body) => {
    expect(() => readBody(format, body)).toThrow();
  },
);

test('a request that does not say how large its blocks are has those of the first ones', () => {
  const { stepsPerBlock: _, ...before } = awaiting({ stepsPerBlock: 500 });
  expect(readBody(REQUEST_FORMAT, { v: 1, value: before }).stepsPerBlock).toBe(250);
  const said = readBody(
    REQUEST_FORMAT,
    writeBody(REQUEST_FORMAT, awaiting({ stepsPerBlock: 500 })),
  );
  expect(said.stepsPerBlock).toBe(500);
});
