import { noTelling } from '#domain/notification/telling';
import type { TellingStore } from '#ports/telling-store';
import { TELLING_FORM } from './forms';
import { ENTITY, tellingKey } from './keys';
import { readRow } from './read-row';

export const tellingStore: TellingStore = {
  async of(requestId) {
    return (
      (await readRow(ENTITY.telling, tellingKey(requestId), TELLING_FORM)) ?? noTelling(requestId)
    );
  },
};
