import { expect, test } from 'vitest';
import { addToIssueList, LISTED, readIssueRow } from './issue-list';

test('the list of an issue keeps the newest first, and so many of them', () => {
  const requestIds = Array.from({ length: LISTED }, (_, at) => `r${at}`);
  const list = addToIssueList({ revision: 4, requestIds }, 'new');
  expect(list).toEqual({ revision: 5, requestIds: ['new', ...requestIds.slice(0, -1)] });
  expect(addToIssueList({ revision: 0, requestIds: [] }, 'new').requestIds).toEqual(['new']);
});

test('what is no list of an issue says so', () => {
  const made = { revision: 4, requestIds: ['r1'] };
  expect(readIssueRow(made)).toEqual(made);
  for (const row of [{ ...made, revision: '4' }, { ...made, requestIds: 'r1' }, undefined]) {
    expect(() => readIssueRow(row)).toThrow('a stored list of the requests of an issue is not one');
  }
});
