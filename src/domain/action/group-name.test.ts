import { describe, expect, test } from 'vitest';
import { RESERVED_NAMES } from '../protection/reserved-name';
import { judgeGroupName } from './group-name';

const judge = (name: string) =>
  judgeGroupName(name, { ofProtected: [...RESERVED_NAMES, 'payroll'], ofOthers: ['finance'] });

describe('a group can be created', () => {
  test.each(['guild', 'Guild of 2026', 'équipe-façade', '管理者', 'x'.repeat(255)])(
    'with the name %j',
    (name) => expect(judge(name)).toEqual({ allowed: true }),
  );

  test.each([
    ['nothing', '', 'groupNameInvalid'],
    ['blanks', '   ', 'groupNameInvalid'],
    ['a blank before it', ' guild', 'groupNameInvalid'],
    ['a blank behind it', 'guild ', 'groupNameInvalid'],
    ['a character more than Jira keeps', 'x'.repeat(256), 'groupNameInvalid'],
    ['a line break in it', 'gui\nld', 'groupNameInvalid'],
    ['a separator of lines in it', 'gui\u2028ld', 'groupNameInvalid'],
    ['a separator of paragraphs in it', 'gui\u2029ld', 'groupNameInvalid'],
    ['a blank of no width in it', 'gui\u200bld', 'groupNameInvalid'],
    ['a mark of direction in it', 'gui\u202eld', 'groupNameInvalid'],
    ['the name of the site’s administrators', 'site-admins', 'groupNameReserved'],
    ['the name of Jira’s administrators', 'Administrators', 'groupNameReserved'],
    ['the name of a product’s administrators', 'jira-admins-acme', 'groupNameReserved'],
    ['a name as products name theirs, spelt otherwise', 'jira_admins_acme', 'groupNameReserved'],
    ['the name of a protected group', 'payroll', 'groupNameReserved'],
    ['a name that reads like a protected group’s', 'рayroII', 'groupNameReserved'],
    // Which of two reasons is told: the one that no other spelling mends.
    ['a reserved name with a blank behind it', 'site-admins ', 'groupNameReserved'],
  ])('not with %s', (_, name, why) =>
    expect(judge(name)).toEqual({ allowed: false, why: { problem: why } }),
  );

  test.each(['finance', 'Fіnаnсе', 'f1nance', 'fi-nance'])('not with %s, like another', (name) =>
    expect(judge(name)).toEqual({
      allowed: false,
      why: { problem: 'groupNameLookAlike', like: 'finance' },
    }),
  );
});
