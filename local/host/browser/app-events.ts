type Callback = (payload: unknown) => unknown;

interface Subscription {
  readonly scope: string | undefined;
  readonly event: string;
  readonly callback: Callback;
}

const subscriptions = new Set<Subscription>();

/** doc: Forge bridge, events: within one module's extension points, or (`undefined`) among all. */
export function onEvent(scope: string | undefined, event: string, callback: Callback) {
  const subscription = { scope, event, callback };
  subscriptions.add(subscription);
  return {
    unsubscribe: () => {
      subscriptions.delete(subscription);
    },
  };
}

export function emitEvent(scope: string | undefined, event: string, payload: unknown): void {
  for (const subscription of [...subscriptions]) {
    if (subscription.scope === scope && subscription.event === event) {
      subscription.callback(payload);
    }
  }
}
