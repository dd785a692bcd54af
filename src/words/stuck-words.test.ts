import { expect, test } from 'vitest';
import { STUCK_CAUSES } from '#domain/grant/stuck-cause';
import { missingWords, stuckWords } from './stuck-words';

const sentence = ({ why, remedy }: ReturnType<typeof stuckWords>) => `${why}. ${remedy}`;

test('what is to be given back is not told in the words of what is to end', () => {
  expect(sentence(stuckWords('projectInBin'))).toMatch(/come back with everybody/);
  for (const cause of STUCK_CAUSES) {
    expect(sentence(missingWords(cause))).not.toMatch(
      /come back with|ends? by itself|take the|out of/,
    );
  }
});
