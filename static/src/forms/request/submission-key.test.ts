import { expect, it } from 'vitest';
import { keyForSending } from './submission-key';

it('keeps the key for the same content and changes it with the content', () => {
  const draft = { submissionKey: 'key-12345678' };
  expect(keyForSending(draft, 'a', 'fresh')).toBe('key-12345678');
  expect(keyForSending({ ...draft, sent: 'a' }, 'a', 'fresh')).toBe('key-12345678');
  expect(keyForSending({ ...draft, sent: 'a' }, 'b', 'fresh')).toBe('fresh');
});
