/** A key as Jira makes them (doc: project keys, the default format), or an address. */
const TICKET =
  /(?<![\p{L}\p{N}_-])[A-Z][A-Z0-9_]{1,9}-[1-9]\d{0,9}(?![\p{L}\p{N}_-])|https?:\/\/\S{4,}/u;

/** Whether a reason names a work item, by its key or by an address. */
export function namesTicket(reason: string): boolean {
  return TICKET.test(reason);
}
