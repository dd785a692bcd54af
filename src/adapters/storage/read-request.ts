import type { AccessRequest } from '#domain/request/access-request';
import { REQUEST_FORM } from './forms';
import { ENTITY, requestKey } from './keys';
import { readRow } from './read-row';

export function readRequest(requestId: string): Promise<AccessRequest | undefined> {
  return readRow(ENTITY.request, requestKey(requestId), REQUEST_FORM);
}
