import type { Product } from '#domain/action/product';
import { listNames } from '#words/listing';
import { productName } from '#words/product-names';
import { say } from '#words/say';
import { Button } from '../../components/button';
import type { AskedSubject } from '../asked-subject';
import type { Listed, ListedSubjects } from './listed-subject';

/** A button for each kind: what costs seats, and what can only lose access, is never added beside the others. */
export function AddListed({
  listed: { people, inactive, newPeople },
  products,
  onAdd,
}: {
  readonly listed: ListedSubjects;
  /** Those that are chosen for new accounts so far. */
  readonly products: readonly Product[];
  readonly onAdd: (added: readonly Listed<AskedSubject>[]) => void;
}) {
  const count = newPeople.length;
  return (
    <>
      <div class="row">
        <Button
          kind="primary"
          disabledReason={people.length === 0 ? say('No line names an active person.') : undefined}
          onClick={() => onAdd(people)}
        >
          {say('Add {count, plural, one {# person} other {# people}}', { count: people.length })}
        </Button>
        {count > 0 && (
          <Button onClick={() => onAdd(newPeople)}>
            {say('Add {count, plural, one {# new account} other {# new accounts}}', { count })}
          </Button>
        )}
        {inactive.length > 0 && (
          <Button onClick={() => onAdd(inactive)}>
            {say(
              'Add {count, plural, one {# inactive person} other {# inactive people}} to remove access',
              { count: inactive.length },
            )}
          </Button>
        )}
      </div>
      {count > 0 && (
        <p class="small">
          {products.length === 0
            ? say(
                'New accounts: {count, plural, one {# account, one seat} other {# accounts, # seats}} of each product that you choose for them once they are added. Without a product they cost none.',
                { count },
              )
            : say(
                'New accounts: {count, plural, one {# account, one seat} other {# accounts, # seats}} of {products}.',
                { count, products: listNames(products.map(productName)) },
              )}
        </p>
      )}
    </>
  );
}
