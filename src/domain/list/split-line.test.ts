import { expect, test } from 'vitest';
import { isMailHeader, isSender, splitLine } from './split-line';

test.each<[string, string[]]>([
  ['', []],
  [' ; , ', []],
  [
    '"Kim, Grace" <g@x.example>, "Zhang, Wei" <w@x.example>; Mei Lin <m@x.example>',
    ['"Kim, Grace" <g@x.example>', '"Zhang, Wei" <w@x.example>', 'Mei Lin <m@x.example>'],
  ],
  [
    'Kim, Grace <g@x.example>; Zhang, Wei <w@x.example>',
    ['Kim, Grace <g@x.example>', 'Zhang, Wei <w@x.example>'],
  ],
  [
    'Kim, Grace <g@x.example>, Zhang, Wei <w@x.example>',
    ['Kim, Grace <g@x.example>', 'Zhang, Wei <w@x.example>'],
  ],
  // Only a name that is waiting for its other half is joined to what follows.
  ['a@x.example, Grace <g@x.example>', ['a@x.example', 'Grace <g@x.example>']],
  ['Kim, <g@x.example>', ['Kim', '<g@x.example>']],
  ['Kim, g@x.example', ['Kim', 'g@x.example']],
  ['Mei Lin, Grace Kim <g@x.example>', ['Mei Lin', 'Grace Kim <g@x.example>']],
  ['van der Berg, Jan <j@x.example>', ['van der Berg, Jan <j@x.example>']],
  ['Kim, Grace', ['Kim, Grace']],
  ['To: Grace Kim; Wei Zhang', ['Grace Kim', 'Wei Zhang']],
  ['An: Kim, Grace <g@x.example>', ['Kim, Grace <g@x.example>']],
  ['宛先：g@x.example', ['g@x.example']],
  ['Toby: Grace', ['Toby: Grace']],
  ['Ann Lee, Grace Kim and Wei Zhang', ['Ann Lee', 'Grace Kim', 'Wei Zhang']],
  ['Grace Kim und Wei Zhang & Ann Lee', ['Grace Kim', 'Wei Zhang', 'Ann Lee']],
  ['Rock and Roll', ['Rock and Roll']],
  ['Grace g@x.example and Wei Zhang', ['Grace g@x.example and Wei Zhang']],
  ['Grace Kim  9:41 AM', ['Grace Kim']],
  ['[10:14:02] Grace Kim', ['Grace Kim']],
  ['10:14 AM', ['10:14 AM']],
  ['van der Berg, Jan', ['van der Berg, Jan']],
  ['Berg, Jan van der', ['Berg, Jan van der']],
  ['Grace Kim, Wei Zhang', ['Grace Kim', 'Wei Zhang']],
  ['Ann, Bob, Cleo', ['Ann', 'Bob', 'Cleo']],
  ['Kim, Grace; Mei Lin', ['Kim, Grace', 'Mei Lin']],
  ['Kim, Grace\tg@x.example', ['Kim, Grace', 'g@x.example']],
  ['Grace Kim | g@x.example', ['Grace Kim', 'g@x.example']],
  ['a@x.example b@x.example  c@x.example', ['a@x.example', 'b@x.example', 'c@x.example']],
  ['Grace g@x.example Wei w@x.example', ['Grace g@x.example', 'Wei w@x.example']],
  ['Grace <g@x.example> Wei <w@x.example>', ['Grace <g@x.example>', 'Wei <w@x.example>']],
  ['<a@x.example><b@x.example>', ['<a@x.example>', '<b@x.example>']],
  ['(a@x.example) (b@x.example)', ['(a@x.example)', '(b@x.example)']],
  ['"a@x.example" "b@x.example"', ['"a@x.example"', '"b@x.example"']],
  ['a@x.example b@x.example thanks', ['a@x.example', 'b@x.example thanks']],
  // One person, whose address stands there twice.
  ['g@x.example <G@x.example>', ['g@x.example <G@x.example>']],
  ['[g@x.example](mailto:g@x.example)', ['[g@x.example](mailto:g@x.example)']],
  // Which of the two is meant is not known.
  ['boss@x.example <eve@x.example>', ['boss@x.example <eve@x.example>']],
  ['"boss@x.example" <eve@x.example>', ['"boss@x.example" <eve@x.example>']],
  ['Grace Kim (g@x.example)', ['Grace Kim (g@x.example)']],
  ['g@x.example (Kim, Grace)', ['g@x.example (Kim, Grace)']],
  // Signs that hold several people are stray ones.
  ['"Kim <g@x.example>; Wei <w@x.example>"', ['"Kim <g@x.example>', 'Wei <w@x.example>"']],
  ['(g@x.example, w@x.example)', ['(g@x.example', 'w@x.example)']],
  ['"g@x.example', ['"g@x.example']],
  ['„Kim, Grace“ <g@x.example>', ['„Kim, Grace“ <g@x.example>']],
  ['“Kim, Grace” <g@x.example>', ['“Kim, Grace” <g@x.example>']],
  ['@Grace Kim @Wei Zhang', ['@Grace Kim', '@Wei Zhang']],
  ['[~accountid:7:a] [~accountid:7:b]', ['[~accountid:7:a]', '[~accountid:7:b]']],
  ['Grace @Wei', ['Grace @Wei']],
  ['- Grace', ['Grace']],
  ['  • g@x.example', ['g@x.example']],
  ['12. Grace', ['Grace']],
  ['(3) Grace', ['Grace']],
  ['- [x] Grace', ['Grace']],
  ['-2+3', ['-2+3']],
  ['12.Grace', ['12.Grace']],
])('%j names %j', (line, parts) => {
  expect(splitLine(line)).toEqual(parts);
});

test('knows who sent a mail by the recipients beside them', () => {
  expect(isMailHeader(['From: Kim <g@x.example>', 'Hi', ' Cc: Wei'])).toBe(true);
  expect(isMailHeader(['From: Kim <g@x.example>', 'Wei'])).toBe(false);
  expect(isMailHeader(['To: Kim <g@x.example>', 'Wei'])).toBe(false);
  expect(isSender(' Von: Kim')).toBe(true);
  expect(isSender('Vonnegut: Kim')).toBe(false);
});
