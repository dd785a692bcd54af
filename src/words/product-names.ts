import type { AccountEntitlement } from '#domain/action/entitlement';
import type { Product } from '#domain/action/product';
import { listNames } from './listing';
import { say } from './say';

export function nameProducts(account: Pick<AccountEntitlement, 'products'>): string {
  return account.products.length === 0
    ? say('without access to a product')
    : say('with access to {names}', { names: productNames(account) });
}

export const productNames = ({ products }: Pick<AccountEntitlement, 'products'>) =>
  listNames(products.map(productName));

export const productName = (product: Product): string => PRODUCT_NAMES[product];

/** Names of Atlassian's, which are the same in every language. */
const PRODUCT_NAMES: Readonly<Record<Product, string>> = {
  'jira-software': 'Jira',
  'jira-servicedesk': 'Jira Service Management',
  'jira-product-discovery': 'Jira Product Discovery',
  'jira-core': 'Jira Work Management',
};
