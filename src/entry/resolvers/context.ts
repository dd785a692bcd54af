import type { ContextApi } from '#contract/api';
import * as inputs from '#contract/inputs';
import { ok } from '#domain/lib/result';
import { readContextStatus } from '#operations/request/read-context-status';
import { type DefinitionsOf, define, resolverOf } from '../define';
import { seesIssue } from '../rights';
import { panelDefinitions } from './panel';

export const contextDefinitions = {
  ...panelDefinitions,

  'context.load': define(inputs.inIssue, seesIssue, async ({ ports, granted: { issue } }) =>
    ok({ now: ports.clock.now(), status: await readContextStatus(ports, issue.id) }),
  ),
} satisfies DefinitionsOf<ContextApi>;

export const context = resolverOf(contextDefinitions);
