import { type AdminNotice, nameOfNotice } from '#domain/delivery/admin-notice';
import type { Instant } from '#domain/lib/time';
import type { IdSource } from '#ports/id-source';
import type { OutboxEntry } from '#ports/outbox';
import { promiseWork } from './promise-work';

/** One promise for each thing to tell, however many runs notice it at once: its id is the notice's name. */
export function promiseAdminNotice(ids: IdSource, at: Instant, notice: AdminNotice): OutboxEntry {
  return { ...promiseWork(ids, at, { kind: 'notifyAdmins', notice }), id: promiseOf(notice) };
}

/** The id of the promise to tell this notice. */
export function promiseOf(notice: AdminNotice): string {
  return `admins.${nameOfNotice(notice)}`;
}
