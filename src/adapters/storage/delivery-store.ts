import { noDeliveries } from '#domain/delivery/deliveries';
import type { DeliveryStore } from '#ports/delivery-store';
import { DELIVERIES_FORMAT } from './formats';
import { deliveriesKey, ENTITY } from './keys';
import { readRow } from './read-row';

export const deliveryStore: DeliveryStore = {
  async of(whose) {
    return (
      (await readRow(ENTITY.telling, deliveriesKey(whose), DELIVERIES_FORMAT)) ??
      noDeliveries(whose)
    );
  },
};
