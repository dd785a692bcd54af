import type { DirectoryPerson } from '#ports/directory';
import type { User } from '../answer/schemas';

export function directoryPerson(user: User): DirectoryPerson {
  const avatarUrl = user.avatarUrls?.['48x48'];
  return {
    accountId: user.accountId,
    displayName: user.displayName ?? 'Former user',
    active: user.active ?? true,
    accountType: accountTypeOf(user.accountType),
    ...(avatarUrl === undefined ? {} : { avatarUrl }),
    // An address that the profile hides comes as an empty one.
    ...(user.emailAddress ? { email: user.emailAddress } : {}),
  };
}

function accountTypeOf(type: string | undefined): DirectoryPerson['accountType'] {
  return type === 'atlassian' || type === 'app' || type === 'customer' ? type : 'unknown';
}
