import { describe, expect, it } from 'vitest';
import { accessKey, groupOption, matching, roleOption } from './access-option';

const web = { projectId: '1', key: 'WEB', name: 'Website' };
const options = [
  roleOption(web, { roleId: '10', name: 'Developers' }),
  groupOption({ groupId: 'g1', name: 'jira-software-users' }),
  groupOption({ groupId: 'g2', name: 'design' }),
];
const found = (query: string) => matching(options, query).map(accessKey);

describe('matching', () => {
  it('finds by the beginning of any word', () => {
    expect(found('soft')).toEqual(['group:g1']);
    expect(found('users jira')).toEqual(['group:g1']);
    expect(found('oft')).toEqual([]);
  });

  it('finds roles by their project, and everything of a kind', () => {
    expect(found('web dev')).toEqual(['role:1:10']);
    expect(found('group')).toEqual(['group:g1', 'group:g2']);
    expect(found('')).toHaveLength(3);
  });
});
