import type { Forge, ForgeOptions } from '../forge';
import type { RunApp } from '../runtime/run-app';
import {
  dynamicParameters,
  findModule,
  findResolverModule,
  resolverAnswer,
  resolverError,
  resolverParameters,
} from './invoke-resolver';

/** What a page and its product ask of a module. */
export function moduleCaller(
  { manifest, installation }: ForgeOptions,
  run: RunApp,
): Pick<Forge, 'invokeResolver' | 'dynamicProperties'> {
  return {
    async invokeResolver(call) {
      try {
        const { module, type } = findResolverModule(manifest, call.moduleKey);
        const answer = await run({
          functionKey: module.resolver?.function,
          use: 'resolver',
          moduleKey: module.key,
          moduleType: type,
          accountId: call.accountId,
          parameters: resolverParameters(call, installation),
        });
        return resolverAnswer(answer);
      } catch (error) {
        throw resolverError(error);
      }
    },
    async dynamicProperties(call) {
      const { module, type } = findModule(manifest, call.moduleKey, 'dynamicProperties');
      const answer = await run({
        functionKey: module.dynamicProperties?.function,
        use: 'resolver',
        moduleKey: module.key,
        moduleType: type,
        accountId: call.accountId,
        parameters: dynamicParameters(call, installation),
      });
      return resolverAnswer(answer);
    },
  };
}
