/** The same for two ways of writing one name: without case, accents and spare blanks. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/\s/)
    .filter((part) => part !== '')
    .join(' ');
}
