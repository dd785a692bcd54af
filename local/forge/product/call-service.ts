import type { ForgeOptions } from '../forge';
import type { OpenKvs } from '../kvs/open-kvs';
import type { QueueApi } from '../queue/queue-api';
import type { InvocationServices } from '../runtime/invocation';
import { callProduct, refusal } from './call-product';

/** Where `remote: stargate` leads, beside the queue. */
const GATEWAY = 'https://api.atlassian.com';

export interface Services {
  readonly kvs: OpenKvs;
  readonly desk: QueueApi;
  /** Something was pushed that may be due. */
  readonly onPush: () => void;
}

/** What `__forge_fetch__` reaches, by the meta that the packages send. */
export function serviceCaller(
  options: ForgeOptions,
  { kvs, desk, onPush }: Services,
): InvocationServices['call'] {
  const { clock } = options;

  function callQueue(origin: string, target: string, text: string): Response {
    if (target.startsWith('/webhook/queue/publish/')) {
      const accepted = desk.acceptPush({ text, origin, now: clock.now() });
      onPush();
      return accepted;
    }
    if (target.startsWith('/webhook/queue/stats/')) return desk.answerStats(text);
    if (target.startsWith('/webhook/queue/cancel/')) return desk.cancelJob(text);
    return refusal(400, 'INVALID_REMOTE');
  }

  return async (invocation, meta, target, init) => {
    const text = typeof init?.body === 'string' ? init.body : '';
    if (meta.type === 'kvs') return kvs.answer(target, JSON.parse(text));
    if (meta.type === 'fpp' && meta.remote === 'stargate' && target.startsWith('/app/')) {
      if (meta.provider !== 'app') return refusal(401, 'NEEDS_AUTHENTICATION_ERR');
      const { scopes } = options.manifest.permissions;
      return options.product({ kind: 'app', scopes }, new Request(`${GATEWAY}${target}`, init));
    }
    if (meta.type === 'fpp' && meta.remote === 'stargate') {
      return callQueue(invocation.origin, target, text);
    }
    if (meta.type === 'fpp') return callProduct(options, invocation, meta, target, init);
    return refusal(400, 'INVALID_REMOTE');
  };
}
