import { PRODUCTS, type Product } from '#domain/action/product';
import { productName } from '#words/product-names';
import { say } from '#words/say';
import { Choice } from '../../components/choice';

/** Which products the new accounts get. None is preselected; choosing none is allowed. */
export function ProductsField({
  products,
  onChange,
}: {
  readonly products: readonly Product[];
  readonly onChange: (products: readonly Product[]) => void;
}) {
  return (
    <fieldset class="choices" aria-describedby="ask-products-help">
      <legend class="field-label">{say('Products for the new accounts')}</legend>
      {PRODUCTS.map((product) => (
        <Choice
          key={product}
          kind="checkbox"
          checked={products.includes(product)}
          onChange={(isTicked) =>
            onChange(isTicked ? [...products, product] : products.filter((one) => one !== product))
          }
        >
          {productName(product)}
        </Choice>
      ))}
      <p class="field-help" id="ask-products-help">
        {say(
          'Each product costs a seat for each new account. Without one, they get an account and the groups and roles below, and no product by themselves.',
        )}
      </p>
    </fieldset>
  );
}
