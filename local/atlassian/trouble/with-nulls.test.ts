import { expect, test } from 'vitest';
import { withNulls } from './with-nulls';

const nulls = (path: string, body: unknown) =>
  JSON.parse(
    withNulls({
      method: 'GET',
      path: `/rest/api/3${path}`,
      status: 200,
      text: JSON.stringify(body),
    }),
  ) as unknown;

test('what a person is stays, and all else that the document does not require is null', () => {
  const [person] = nulls('/user/search', [
    { accountId: 'a-1', displayName: 'Priya', emailAddress: '', timeZone: 'UTC' },
  ]) as [object];
  expect(person).toMatchObject({ accountId: 'a-1', displayName: 'Priya' });
  expect(person).toMatchObject({
    emailAddress: null,
    timeZone: null,
    avatarUrls: null,
    self: null,
  });
});

test('of an actor, the kind that it is not is null, and so is whose role it is', () => {
  const role = { id: 7, name: 'Developers', actors: [{ id: 1, actorUser: { accountId: 'a-1' } }] };
  expect(nulls('/project/WEB/role/7', { ...role, scope: { type: 'PROJECT' } })).toMatchObject({
    ...role,
    scope: null,
    actors: [{ id: 1, actorUser: { accountId: 'a-1' }, actorGroup: null }],
  });
});

test('what the document requires is there', () => {
  const task = { id: '7', status: 'RUNNING', progress: 40, elapsedRuntime: 1, self: 'x' };
  const told = nulls('/task/7', { ...task, message: 'Half of it' });
  expect(told).toMatchObject({ ...task, message: null });
});

test('an answer that the document does not tell of is left as it is', () => {
  expect(nulls('/nothing/like/it', { self: 'x' })).toEqual({ self: 'x' });
});
