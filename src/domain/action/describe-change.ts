import type { Ask, Change } from './ask';
import type { Entitlement } from './entitlement';
import type { Product } from './product';

const NAMED = 3;

/** `add Priya Raman and Noah Okafor to the group frontend`, for messages and for the audit. */
export function describeChange(ask: Ask, change: Change): string {
  const { entitlement, verb } = change;
  const names = listNames(
    change.subjects.flatMap((position) => ask.subjects[position]?.displayName ?? []),
  );
  if (entitlement.kind === 'account') {
    return `create ${describeEntitlement(entitlement)} for ${names}`;
  }
  if (verb === 'create') return `create the group ${entitlement.name}`;
  return verb === 'add'
    ? `add ${names} to ${describeEntitlement(entitlement)}`
    : `remove ${names} from ${describeEntitlement(entitlement)}`;
}

function describeEntitlement(entitlement: Entitlement): string {
  switch (entitlement.kind) {
    case 'group':
      return `the group ${entitlement.name}`;
    case 'newGroup':
      return `the new group ${entitlement.name}`;
    case 'role':
      return `the role ${entitlement.name} in ${entitlement.projectName}`;
    case 'account':
      return `an account ${describeProducts(entitlement.products)}`;
  }
}

const PRODUCT_NAMES: Readonly<Record<Product, string>> = {
  'jira-software': 'Jira',
  'jira-servicedesk': 'Jira Service Management',
  'jira-product-discovery': 'Jira Product Discovery',
  'jira-core': 'Jira Work Management',
};

export function productName(product: Product): string {
  return PRODUCT_NAMES[product];
}

function describeProducts(products: readonly Product[]): string {
  if (products.length === 0) return 'without access to a product';
  return `with access to ${listNames(products.map(productName))}`;
}

/** `A`, `A and B`, `A, B and C`, `A, B, C and 4 others`. */
export function listNames(names: readonly string[]): string {
  const shown = names.length > NAMED + 1 ? names.slice(0, NAMED) : names;
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, `${rest} others`] : shown;
  const last = parts.at(-1) ?? 'nobody';
  return parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${last}` : last;
}
