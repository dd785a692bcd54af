/** doc: Jira's text formatting notation, Links: `[words|target]`; in Markdown `[words](target)`. */
const LINK = /\[([^[\]|]*)(?:\|([^[\]|]*)(?:\|[^[\]]*)?\]|\]\(([^()\s]*)\))/g;
const PERSON_PAGE = /^https?:\/\/\S+\/people\//i;

/**
 * A line of a table of Jira's text or of Markdown as one of any other: the bar of a link parts no cells, and the names
 * of the columns (`||Name||Email||`) stand between bars as the cells below them do.
 */
export function asOneTable(line: string): string {
  const linked = line.replace(LINK, (link, words: string, inJira?: string, inMarkdown?: string) =>
    named(link, words, inJira ?? inMarkdown ?? ''),
  );
  return linked.trimStart().startsWith('||') ? linked.replaceAll('||', '|') : linked;
}

/** Whom a link names; where its words are an address of their own, both are there to be compared. */
function named(link: string, words: string, target: string): string {
  if (/^mailto:/i.test(target)) return `${words} <${target}>`;
  if (PERSON_PAGE.test(target)) return target;
  return link.includes('|') ? words : link;
}
