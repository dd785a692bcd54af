import { expect, test } from 'vitest';
import { labelled } from './labelled';

test.each([
  ['Name: Grace Kim', 'Grace Kim'],
  ['- E-Mail:  g@x.example', 'g@x.example'],
  ['メールアドレス： g@x.example', 'g@x.example'],
  ['Status: Active', 'Status: Active'],
  ['Reason: needs it', 'Reason: needs it'],
  ['mailto:g@x.example', 'mailto:g@x.example'],
  ['https://x.example/people/1', 'https://x.example/people/1'],
  ['Grace Kim', 'Grace Kim'],
])('%s is read as %s', (text, rest) => {
  expect(labelled(text)).toMatchObject({ isElsewhere: false, rest });
});

test.each(['Manager: o@x.example', '* Vorgesetzter: Otto', 'Recovery email: g@home.example'])(
  '%s is somebody else, or another address',
  (text) => {
    expect(labelled(text).isElsewhere).toBe(true);
  },
);
