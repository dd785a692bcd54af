import type { EntityDefinition, ForgeManifest } from '../forge';
import { KvsError } from './kvs-error';

export interface Index {
  readonly name: string;
  readonly partition: readonly string[];
  readonly range: string | undefined;
}

export interface Entity {
  readonly name: string;
  readonly attributes: EntityDefinition['attributes'];
  readonly indexes: readonly Index[];
}

/** The manifest's entities, looked up as the storage service does: unknown ones are an error of the caller's. */
export function readEntities(manifest: ForgeManifest): (name: unknown) => Entity {
  const entities = new Map(
    (manifest.app.storage?.entities ?? []).map(({ name, attributes, indexes }) => [
      name,
      { name, attributes, indexes: (indexes ?? []).map(readIndex) },
    ]),
  );
  return (name) => {
    const entity = entities.get(String(name));
    if (entity === undefined) {
      throw new KvsError('INVALID_ENTITY_TYPE', `There is no entity "${String(name)}".`);
    }
    return entity;
  };
}

/** An index is named after its attribute, or has a name, a partition and one range attribute. */
function readIndex(index: NonNullable<EntityDefinition['indexes']>[number]): Index {
  return typeof index === 'string'
    ? { name: index, partition: [], range: index }
    : { name: index.name, partition: index.partition ?? [], range: index.range?.[0] };
}

export function findIndex(entity: Entity, name: unknown): Index {
  const index = entity.indexes.find((one) => one.name === name);
  if (index === undefined) {
    throw new KvsError('INVALID_ENTITY_INDEX', `${entity.name} has no index "${String(name)}".`);
  }
  return index;
}

/** Every attribute must be declared and of its type; none is required. */
export function checkAttributes(entity: Entity, value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new KvsError('INVALID_ENTITY_VALUE', `A value of ${entity.name} must be an object.`);
  }
  for (const [attribute, one] of Object.entries(value)) {
    const declared = entity.attributes[attribute];
    if (declared === undefined) {
      throw new KvsError(
        'INVALID_ENTITY_ATTRIBUTE',
        `${entity.name} has no attribute "${attribute}".`,
      );
    }
    if (!isOfType(one, declared.type)) {
      throw new KvsError(
        'INVALID_ENTITY_VALUE',
        `${entity.name}.${attribute} must be of type ${declared.type}.`,
      );
    }
  }
  return value as Record<string, unknown>;
}

function isOfType(value: unknown, type: Entity['attributes'][string]['type']): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'integer':
      return Number.isSafeInteger(value);
    case 'float':
      return typeof value === 'number' && Number.isFinite(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'any':
      return true;
  }
}
