import { describe, expect, it } from 'vitest';
import { parseOrganizationId } from './organization-id';

const ID = '6665fc2d-4644-44c8-a32c-68b1c9e0aa11';

describe('the id of an organization', () => {
  it.each([
    ['as Atlassian shows it', ID, ID],
    ['with blanks around it', `  ${ID}\n`, ID],
    ['in its address', `https://admin.atlassian.com/o/${ID}/api-keys`, ID],
    ['in its address without https', `admin.atlassian.com/o/${ID}`, ID],
    ['in its address with a question', `https://admin.atlassian.com/o/${ID}?tab=1`, ID],
  ])('is read %s', (_how, typed, expected) => {
    expect(parseOrganizationId(typed)).toBe(expected);
  });

  it.each([
    ['nothing', ''],
    ['another address', `https://evil.example/o/${ID}`],
    ['its address within another', `https://evil.example/?to=admin.atlassian.com/o/${ID}`],
    ['a path', `../${ID}`],
    ['something short', 'acme'],
    ['something endless', 'a'.repeat(65)],
    ['two of them', `${ID} ${ID}`],
  ])('is not read out of %s', (_what, typed) => {
    expect(parseOrganizationId(typed)).toBeUndefined();
  });
});
