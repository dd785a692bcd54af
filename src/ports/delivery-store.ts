import type { Deliveries } from '#domain/delivery/deliveries';

/** What was told of a request, or to admins; read strictly, written with `Writes.deliveries`. */
export interface DeliveryStore {
  of(whose: string): Promise<Deliveries>;
}
