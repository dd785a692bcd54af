import { expect, test } from 'vitest';
import { formerOf } from '../action/former';
import { peopleIn } from './people-in';

test.each(['5b10a2844c20165700ede21g', '712020:cd7b766e-6f37-421c-9ec4-ef71ea5ee6b0', 'qm:a:1'])(
  'whose id it is, is somebody: %s',
  (accountId) => {
    expect(peopleIn([{ by: { accountId } }])).toEqual([{ accountId, emails: [] }]);
  },
);

test.each(['', 'unknown', formerOf('chance').accountId, 'a b', 'a/b', 'a'.repeat(129)])(
  'what is nobody’s id is nobody: “%s”',
  (accountId) => {
    expect(peopleIn({ accountId, displayName: 'Somebody' })).toEqual([]);
  },
);
