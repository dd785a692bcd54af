import type { AccessRequest } from '#domain/request/access-request';
import { REQUEST_FORMAT } from './formats';
import { ENTITY, requestKey } from './keys';
import { readRow } from './read-row';

export function readRequest(requestId: string): Promise<AccessRequest | undefined> {
  return readRow(ENTITY.request, requestKey(requestId), REQUEST_FORMAT);
}
