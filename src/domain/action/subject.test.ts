import { expect, test } from 'vitest';
import { mailboxKey } from './subject';

test.each([
  ['ada@acme.example', 'ada@acme.example'],
  [' Ada@Acme.example ', 'ada@acme.example'],
  ['ada+jira@acme.example', 'ada@acme.example'],
  ['ada+jira+2@acme.example', 'ada@acme.example'],
  ['ada+@acme.example', 'ada@acme.example'],
  ['ada.lovelace@acme.example', 'ada.lovelace@acme.example'],
])('mail to %s comes to %s', (email, mailbox) => {
  expect(mailboxKey(email)).toBe(mailbox);
});
