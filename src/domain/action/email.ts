/** doc: RFC 5321: the longest address that mail can be sent to. */
const EMAIL_MAX = 254;
/** One address of printable ASCII: what Atlassian invites people at. No quoting, no comments. */
const EMAIL =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;

/** Whether an account could be created with this address, as typed. */
export function isEmail(text: string): boolean {
  return text.length <= EMAIL_MAX && EMAIL.test(text);
}
