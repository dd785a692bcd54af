import type { Surfaces } from '#contract/api';
import type { DefinitionsOf } from '../define';
import { adminDefinitions } from './admin';
import { contextDefinitions } from './context';
import { panelDefinitions } from './panel';
import { formDefinitions } from './request';

/**
 * What each module of the manifest that has a resolver may call. Whoever goes through all keys goes
 * through this list: a module that is not in it fails `surfaces.test.ts`.
 */
export const surfaces: {
  readonly [Module in keyof Surfaces]: DefinitionsOf<Surfaces[Module]>;
} = {
  'multiplier-access': panelDefinitions,
  'multiplier-context': contextDefinitions,
  'multiplier-request': formDefinitions,
  'multiplier-request-command': formDefinitions,
  'multiplier-configuration': adminDefinitions,
  'multiplier-admin': adminDefinitions,
};
