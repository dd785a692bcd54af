import type { Deliveries } from '#domain/delivery/deliveries';

/** What was told of a request; read strictly, written with `Writes.telling`. */
export interface DeliveryStore {
  of(requestId: string): Promise<Deliveries>;
}
