import { productName } from '#domain/action/describe-change';
import { PRODUCTS, type Product } from '#domain/action/product';

/** Which products the new accounts get. None is chosen beforehand, and none is a choice. */
export function ProductsField({
  products,
  onChange,
}: {
  readonly products: readonly Product[];
  readonly onChange: (products: readonly Product[]) => void;
}) {
  return (
    <fieldset class="choices" aria-describedby="ask-products-hint">
      <legend class="field-label">Products for the new accounts</legend>
      {PRODUCTS.map((product) => (
        <label class="choice" key={product}>
          <input
            type="checkbox"
            checked={products.includes(product)}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked
                  ? [...products, product]
                  : products.filter((one) => one !== product),
              )
            }
          />
          <span>{productName(product)}</span>
        </label>
      ))}
      <p class="field-hint" id="ask-products-hint">
        Each product costs a seat for each new account. Without one, they get an account and the
        groups and roles below, and no product by themselves.
      </p>
    </fieldset>
  );
}
