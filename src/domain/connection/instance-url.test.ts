import { describe, expect, test } from 'vitest';
import { parseInstanceUrl } from './instance-url';

describe('an instance URL', () => {
  test.each([
    ['https://yourcompany.atlassian.net'],
    ['https://yourcompany.atlassian.net/'],
    ['  https://YourCompany.Atlassian.net/jira/your-work?x=1#y '],
    ['yourcompany.atlassian.net'],
    ['HTTPS://yourcompany.atlassian.net'],
    ['yourcompany.atlassian.net/login?continue=https://elsewhere.example'],
  ])('is read from %j', (typed) => {
    expect(parseInstanceUrl(typed)).toEqual({
      ok: true,
      value: 'https://yourcompany.atlassian.net',
    });
  });

  test.each(['a', 'a1', 'a'.repeat(63)])('is read from a site called %s', (name) => {
    const value = `https://${name}.atlassian.net`;
    expect(parseInstanceUrl(value)).toEqual({ ok: true, value });
  });

  test.each([
    [`https://${'a'.repeat(64)}.atlassian.net`, 'notAtlassianCloud'],
    ['https://x-.atlassian.net', 'notAtlassianCloud'],
    ['', 'notAUrl'],
    ['yourcompany', 'notAUrl'],
    ['https://', 'notAUrl'],
    ['not a url.com', 'notAUrl'],
    ['http://yourcompany.atlassian.net', 'notHttps'],
    ['ftp://yourcompany.atlassian.net', 'notHttps'],
    ['https://yourcompany.com', 'notAtlassianCloud'],
    ['https://atlassian.net', 'notAtlassianCloud'],
    ['https://evil.com/.atlassian.net', 'notAtlassianCloud'],
    ['https://yourcompany.atlassian.net.evil.com', 'notAtlassianCloud'],
    ['https://a.b.atlassian.net', 'notAtlassianCloud'],
    ['https://user:pw@yourcompany.atlassian.net', 'notAtlassianCloud'],
    ['https://yourcompany.atlassian.net:8443', 'notAtlassianCloud'],
    ['https://-x.atlassian.net', 'notAtlassianCloud'],
  ])('is refused: %j is %s', (typed, code) => {
    expect(parseInstanceUrl(typed)).toMatchObject({ ok: false, error: { code } });
  });
});
