import { columnMeaning } from './column-meaning';

/** `E-Mail: grace@x.example`, as forms and mails write what tables have in columns. */
const LABEL = /^([\s*•-]*)(\p{L}[^:：@<>"]{0,39}?)\s*[:：]\s+(?=\S)(.+)$/u;

export interface Labelled {
  readonly label: string;
  /** What stands behind it is about somebody else, or is not the address that people work with. */
  readonly isElsewhere: boolean;
  /** Without a label that names what is read. */
  readonly rest: string;
}

export function labelled(text: string): Labelled {
  const [, , label = '', rest = ''] = LABEL.exec(text) ?? [];
  const meaning = columnMeaning(label);
  if (meaning === 'elsewhere') return { label, isElsewhere: true, rest };
  const isRead = label !== '' && meaning !== 'notKnown' && meaning !== 'status';
  return { label, isElsewhere: false, rest: isRead ? rest : text };
}
