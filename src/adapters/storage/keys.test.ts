import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { InvariantViolation } from '#domain/lib/invariant';
import * as keys from './keys';

describe('storage keys', () => {
  it('never meet: each begins with what it is of', () => {
    const all = [
      keys.requestKey('1'),
      keys.issueKey('1'),
      keys.submissionKeyKey('1'),
      keys.stepsKey('1', 1),
      keys.grantsKey('1:1'),
      keys.connectionKey(),
      keys.tokenKey('1'),
      keys.policyKey(),
      keys.policyVersionKey(1),
      keys.auditKey('1'),
      keys.outboxKey('1'),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('takes account ids with their colon', () => {
    expect(keys.submissionKeyKey('712020:0f6c-11:form-1')).toBe('submission:712020:0f6c-11:form-1');
  });

  it.each(['a/b', 'ü', '', 'x'.repeat(500)])('refuses what the store would refuse: %j', (id) => {
    expect(() => keys.requestKey(id)).toThrow(InvariantViolation);
  });

  it.each<[string, (id: string) => string]>([
    ['who asked', (id) => keys.submissionKeyKey(`${id}:10000:form-1`)],
    ['what is held', (id) => keys.holdingKey(`acme:group:g:person:${id}`)],
    ['whose turn it is', (id) => keys.lockKey(`group:${id}`)],
    ['who is brought into it', (id) => keys.groupJoinKey('acme', id, 0)],
    ['who approved', (id) => keys.groupApprovalKey('acme', 'g', id)],
  ])('take whatever ids the site gives, each as another: %s', (_, keyOf) => {
    const ids = ['a', 'a/b', 'a b', 'a#2f.b', 'ari:cloud|g=1', 'ü', '{a}', 'a@b', '👤'];
    expect(new Set(ids.map(keyOf)).size).toBe(ids.length);
    expect(keyOf('712020:0f6c-11')).toContain('712020:0f6c-11');
  });

  it('names exactly the entities that the manifest declares', () => {
    const manifest = parse(readFileSync('manifest.yml', 'utf8'));
    const declared = manifest.app.storage.entities.map((entity: { name: string }) => entity.name);
    expect(declared.sort()).toEqual(Object.values(keys.ENTITY).sort());
  });
});
