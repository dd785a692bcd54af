import { lettersWrong } from '../lib/letters-wrong';
import { dashedLooks, lookAlikeAmong, looksOf } from '../look-alike/look-alike';
import { RESERVED_NAMES, reservedAs } from './reserved-name';

/** How Atlassian names the administrators of Jira on one site, and those of another product. */
const READS_AS = { reservedName: 'jira-admins-…', siteAdminName: '…-admins-…' } as const;

/** From so many letters on, nobody sees at a glance that one is wrong; and shorter ones are too near to others. */
const LONG_NAME = 10;
const LONG_NAMES = RESERVED_NAMES.flatMap((name) =>
  looksOf(name).flatMap((look) => (look.length < LONG_NAME ? [] : [{ name, look }])),
);

/**
 * Tells the protected name that another reads like, however it is spelt, and its own as well: of one of these groups, one
 * that is reserved (of a long one, also with a letter wrong), or one as Atlassian names the administrators of a product on a site.
 */
export function likeProtected(
  namesOfProtected: Iterable<string>,
): (name: string) => string | undefined {
  const among = lookAlikeAmong([...RESERVED_NAMES, ...namesOfProtected]);
  return (name) => {
    const [pattern] = dashedLooks(name).flatMap((look) => reservedAs(look) ?? []);
    return among(name) ?? (pattern && READS_AS[pattern]) ?? nearlyReserved(name);
  };
}

function nearlyReserved(name: string): string | undefined {
  const looks = looksOf(name);
  return LONG_NAMES.find(({ look }) =>
    looks.some((one) => Math.abs(one.length - look.length) <= 1 && lettersWrong(one, look) <= 1),
  )?.name;
}
