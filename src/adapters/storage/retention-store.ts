import { KEEP_FOR_GOOD } from '#domain/personal/retention';
import type { RetentionStore } from '#ports/retention-store';
import { RETENTION_FORMAT } from './formats';
import { ENTITY, retentionKey } from './keys';
import { readRow } from './read-row';

export const retentionStore: RetentionStore = {
  async retention() {
    return (await readRow(ENTITY.retention, retentionKey(), RETENTION_FORMAT)) ?? KEEP_FOR_GOOD;
  },
};
