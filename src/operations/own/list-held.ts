import type { Subject } from '#domain/action/subject';
import type { Holding } from '#domain/holding/holding';
import { type HeldStanding, tellingGrant } from '#domain/holding/of-holder';
import type { HoldingStore } from '#ports/holding-store';
import type { Viewer } from '../projections/list-own';
import { type WhereFrom, type WhereFromPorts, whereFrom } from './where-from';

export interface ListHeldPorts extends WhereFromPorts {
  readonly holdings: HoldingStore;
}

export interface HeldFrom {
  readonly holding: Holding;
  readonly from: WhereFrom;
}

export interface OwnHeld {
  readonly held: readonly HeldFrom[];
  readonly unreadable: number;
  readonly cursor: string | undefined;
}

/** How many are on a page. */
const SHOWN = 20;

/**
 * What somebody has through the app, what ends soonest first, and then what they had, what ended last first. Found
 * by whose it is, and each read by its key.
 */
export async function listHeld(
  ports: ListHeldPorts,
  viewer: Viewer,
  cursor: string | undefined,
): Promise<OwnHeld> {
  const page = await heldPage(ports, viewer, cursor);
  const { holdings, unreadable } = page;
  return { held: await withSource(ports, viewer, holdings), unreadable, cursor: page.cursor };
}

export async function withSource(
  ports: WhereFromPorts,
  viewer: Viewer,
  holdings: readonly Holding[],
): Promise<readonly HeldFrom[]> {
  const from = await whereFrom(ports, viewer, holdings.map(tellingGrant));
  return holdings.map((holding, place) => ({ holding, from: from[place] ?? { known: 'gone' } }));
}

const OVER = 'over|';

/** Of the list that the cursor names; where the first ends on a page, the second goes on there. */
async function heldPage(ports: ListHeldPorts, viewer: Viewer, cursor: string | undefined) {
  const page = (standing: HeldStanding, from: string | undefined, limit: number) =>
    ports.holdings.of(asSubject(viewer), standing, from, limit);
  const overPage = async (from: string, limit: number) => {
    const over = await page('over', from === '' ? undefined : from, limit);
    return { ...over, cursor: over.cursor && `${OVER}${over.cursor}` };
  };
  if (cursor?.startsWith(OVER) === true) return overPage(cursor.slice(OVER.length), SHOWN);
  const inForce = await page('inForce', cursor, SHOWN);
  if (inForce.cursor !== undefined) return inForce;
  const left = SHOWN - inForce.holdings.length - inForce.unreadable;
  if (left <= 0) return { ...inForce, cursor: OVER };
  const over = await overPage('', left);
  return {
    holdings: [...inForce.holdings, ...over.holdings],
    unreadable: inForce.unreadable + over.unreadable,
    cursor: over.cursor,
  };
}

/** A holding is found by whose account it is, whatever they are called. */
export const asSubject = ({ accountId }: Viewer): Subject => ({
  kind: 'person',
  accountId,
  displayName: '',
});
