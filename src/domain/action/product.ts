/** The products that an account can be created with (doc: POST /rest/api/3/user, `products`). */
export const PRODUCTS = [
  'jira-software',
  'jira-servicedesk',
  'jira-product-discovery',
  'jira-core',
] as const;
export type Product = (typeof PRODUCTS)[number];
