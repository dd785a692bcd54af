import type { DirectoryProject } from '#ports/directory';
import type { Project } from './schemas';

export function projectOf({ id, key, name, avatarUrls }: Project): Omit<DirectoryProject, 'lead'> {
  const avatarUrl = avatarUrls?.['48x48'];
  return { projectId: id, key, name, ...(avatarUrl === undefined ? {} : { avatarUrl }) };
}
