import { expect, it } from 'vitest';
import { parseCloudId } from './cloud-id';

const ID = '1324a887-45db-1bf4-1e99-ef0ff456d421';

it.each([
  [ID, ID],
  [ID.toUpperCase(), ID],
  ['', undefined],
  [undefined, undefined],
  [null, undefined],
  [[ID], undefined],
  [` ${ID}`, undefined],
  [`${ID}\n`, undefined],
  [`${ID}/../../admin`, undefined],
  [`../${ID}`, undefined],
  ['..%2f..%2fadmin%2fv1%2forgs', undefined],
  [`${ID}?x=`, undefined],
  [`${ID}#`, undefined],
  [ID.replaceAll('-', ''), undefined],
  [`{${ID}}`, undefined],
  ['１324a887-45db-1bf4-1e99-ef0ff456d421', undefined],
])('%j reads as %j', (said, expected) => {
  expect(parseCloudId(said)).toBe(expected);
});
