/** As it stands in the address of an organization's administration: admin.atlassian.com/o/ID/… */
const IN_ADDRESS = /^(?:https:\/\/)?admin\.atlassian\.com\/o\/([^/?#\s]+)/i;
const ID = /^[0-9a-z][0-9a-z-]{7,63}$/i;

/** The id, typed as such or within that address; undefined for anything else. */
export function parseOrganizationId(text: string): string | undefined {
  const typed = text.trim();
  const id = IN_ADDRESS.exec(typed)?.[1] ?? typed;
  return ID.test(id) ? id : undefined;
}
