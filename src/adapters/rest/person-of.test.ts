import { describe, expect, it } from 'vitest';
import { personOf } from './person-of';
import { personsIn } from './persons-in';
import { projectOf } from './project-of';
import { projectSchema, userSchema } from './schemas';

const user = (more: object = {}) => userSchema.parse({ accountId: 'a1', ...more });

describe('a person of an answer', () => {
  it('is somebody who left, and of no known kind, where it says nothing more', () => {
    expect(personOf(user())).toStrictEqual({
      accountId: 'a1',
      displayName: 'Former user',
      active: true,
      accountType: 'unknown',
    });
  });

  it('is as the answer says', () => {
    const told = { displayName: 'Priya', active: false, emailAddress: 'priya@acme.example' };
    const avatarUrls = { '24x24': 'https://acme.example/24', '48x48': 'https://acme.example/48' };
    expect(personOf(user({ ...told, avatarUrls, accountType: 'atlassian' }))).toEqual({
      accountId: 'a1',
      displayName: 'Priya',
      active: false,
      accountType: 'atlassian',
      avatarUrl: 'https://acme.example/48',
      email: 'priya@acme.example',
    });
  });

  it.each([
    ['atlassian', 'atlassian'],
    ['app', 'app'],
    ['customer', 'customer'],
    ['robot', 'unknown'],
    ['', 'unknown'],
  ])('of the kind %j is %s', (accountType, expected) => {
    expect(personOf(user({ accountType })).accountType).toBe(expected);
  });

  it('whose profile hides the address has none', () => {
    expect(personOf(user({ emailAddress: '' }))).not.toHaveProperty('email');
  });
});

it('those who can hold access are active, and neither apps nor customers nor of unknown kind', () => {
  const kinds = ['atlassian', 'app', 'customer', 'robot', undefined];
  const users = kinds.flatMap((accountType, place) =>
    [true, false].map((active) =>
      user({ accountId: `${place} ${active}`, displayName: 'P', accountType, active }),
    ),
  );
  expect(personsIn({ items: users, unreadable: 2 })).toEqual({
    items: [{ accountId: '0 true', displayName: 'P' }],
    unreadable: 2,
  });
});

it('a project has a picture where the answer has one of that size', () => {
  const whole = { id: '1', key: 'WEB', name: 'Website' };
  const told = { projectId: '1', key: 'WEB', name: 'Website' };
  const of = (avatarUrls?: object) => projectOf(projectSchema.parse({ ...whole, avatarUrls }));
  expect(of()).toStrictEqual(told);
  expect(of({ '24x24': 'https://acme.example/24' })).toEqual(told);
  expect(of({ '48x48': 'https://acme.example/48' })).toEqual({
    ...told,
    avatarUrl: 'https://acme.example/48',
  });
});
