import type { RecordKind } from '#domain/aside/aside';

/** What a stored record is of, for an admin. */
export const RECORD_WORDS: Readonly<Record<RecordKind, string>> = {
  request: 'Request',
  issue: 'List of an issue’s requests',
  submission: 'Note of a sent form',
  steps: 'Steps of a request',
  grants: 'Access that was given, as earlier versions kept it',
  holding: 'Access that was given',
  connection: 'Connection',
  policy: 'Access policy',
  audit: 'Audit record',
  outbox: 'Work to do',
  telling: 'Note of who was told',
  lock: 'Lock',
  aside: 'Note of what is set aside',
};
