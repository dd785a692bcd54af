/** Blanks of every width around it mean nothing. */
export function trimmed(cell: string): string {
  return cell.replace(/^[\s\u00a0\ufeff]+|[\s\u00a0\ufeff]+$/g, '');
}
