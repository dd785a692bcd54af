import type { EntityDefinition, ForgeManifest } from '../forge';
import { KvsError } from './kvs-error';
import { ATTRIBUTES_MAX, ENTITIES_MAX, INDEXES_MAX } from './limits';

export interface Index {
  readonly name: string;
  readonly partition: readonly string[];
  /** The attribute that it is sorted by; undefined: by key. */
  readonly range: string | undefined;
}

export interface Entity {
  readonly name: string;
  readonly attributes: EntityDefinition['attributes'];
  readonly indexes: readonly Index[];
}

export type AttributeType = Entity['attributes'][string]['type'];

/** doc: custom entities: an index by key comes with every entity. */
const BY_KEY: Index = { name: 'by-key', partition: [], range: undefined };

/** doc: type requirements of the Custom Entity Store. */
const INTEGER_MIN = -(2 ** 31);
const INTEGER_MAX = 2 ** 31 - 1;
const FLOAT_MIN = 1e-130;
const FLOAT_MAX = 9.999999999999999e125;

/** Throws what a deployment would be refused for. */
export function readEntities(manifest: ForgeManifest): readonly Entity[] {
  const definitions = manifest.app.storage?.entities ?? [];
  if (definitions.length > ENTITIES_MAX) {
    throw new Error(`The manifest may have ${ENTITIES_MAX} entities.`);
  }
  return definitions.map(({ name, attributes, indexes = [] }) => {
    const entity = { name, attributes, indexes: [...indexes.map(readIndex), BY_KEY] };
    checkDefinition(entity);
    return entity;
  });
}

/** An index is named after its attribute, or has a name, a partition and one range attribute. */
function readIndex(index: NonNullable<EntityDefinition['indexes']>[number]): Index {
  if (typeof index === 'string') return { name: index, partition: [], range: index };
  const { name, partition = [], range = [] } = index;
  if (range.length > 1) throw new Error(`The range of the index "${name}" may have one attribute.`);
  return { name, partition, range: range[0] };
}

function checkDefinition({ name, attributes, indexes }: Entity): void {
  if (Object.keys(attributes).length > ATTRIBUTES_MAX) {
    throw new Error(`The entity "${name}" may have ${ATTRIBUTES_MAX} attributes.`);
  }
  if (indexes.length - 1 > INDEXES_MAX) {
    throw new Error(`The entity "${name}" may have ${INDEXES_MAX} indexes.`);
  }
  for (const { name: index, partition, range } of indexes) {
    for (const attribute of [...partition, ...(range === undefined ? [] : [range])]) {
      if (attributes[attribute] === undefined) {
        throw new Error(`The index "${index}" of "${name}" is of no attribute: "${attribute}".`);
      }
    }
  }
}

export function findIndex(entity: Entity, name: unknown): Index {
  const index = entity.indexes.find((one) => one.name === name);
  if (index === undefined) {
    throw new KvsError('INVALID_ENTITY_INDEX', `${entity.name} has no index "${String(name)}".`);
  }
  return index;
}

export function typeOf(entity: Entity, attribute: string): AttributeType {
  const declared = entity.attributes[attribute];
  if (declared === undefined) {
    throw new KvsError(
      'INVALID_ENTITY_ATTRIBUTE',
      `${entity.name} has no attribute "${attribute}".`,
    );
  }
  return declared.type;
}

/** Every attribute must be declared and of its type; none is required. */
export function checkAttributes(entity: Entity, value: unknown): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new KvsError('INVALID_ENTITY_VALUE', `A value of ${entity.name} must be an object.`);
  }
  for (const [attribute, one] of Object.entries(value)) {
    const type = typeOf(entity, attribute);
    if (!isOfType(one, type)) {
      throw new KvsError(
        'INCORRECT_PROPERTY_TYPE',
        `Data type for property "${attribute}" is defined as "${type}"`,
      );
    }
    if (type === 'string' && String(one).trim() === '') {
      throw new KvsError('INVALID_ENTITY_VALUE', `${entity.name}.${attribute} must not be blank.`);
    }
  }
}

export function isOfType(value: unknown, type: AttributeType): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'integer':
      return (
        typeof value === 'number' &&
        Number.isInteger(value) &&
        value >= INTEGER_MIN &&
        value <= INTEGER_MAX
      );
    case 'float': {
      if (typeof value !== 'number') return false;
      const size = Math.abs(value);
      return value === 0 || (size >= FLOAT_MIN && size <= FLOAT_MAX);
    }
    case 'boolean':
      return typeof value === 'boolean';
    case 'any':
      return value !== null && value !== undefined;
  }
}
