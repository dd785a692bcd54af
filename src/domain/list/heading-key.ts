import { wordKey } from './word-key';

/** Without a remark, which may stand below or in brackets: `Email Address [Required]`, `氏名（漢字）`. */
export function bareHeading(cell: string): string {
  const [heading = ''] = cell.split('\n');
  return heading.replace(/\s*[[(（【].*/s, '');
}

/** The same for two ways of writing what a column is called. */
export const headingKey = (cell: string): string => wordKey(bareHeading(cell));
