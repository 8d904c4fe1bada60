import {
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getOperationAST,
  getVariableValues,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** An operation with the variables it came with. */
export interface OperationRequest {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/**
 * How many fields a valid operation may resolve, with every page taken in full: a field costs one, and what is below a
 * field with `first` counts so many times, be it given as a literal, by a variable or by default. Null for operations
 * that cannot be executed anyway (unknown name, wrong variables).
 */
export function operationCost(schema: GraphQLSchema, request: OperationRequest): number | null {
  const { document, operationName, variables: given } = request;
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return null;
  const { coerced: variables } = getVariableValues(schema, operation.variableDefinitions ?? [], given ?? {});
  if (!variables) return null;
  // A fragment is counted once however often it is spread, or nested spreads would take exponential time.
  const costOfFragment = new Map<string, number>();

  function selectionsCost(type: GraphQLNamedType, { selections }: SelectionSetNode): number {
    let cost = 0;
    for (const each of selections) {
      if (each.kind === Kind.FIELD) cost += fieldCost(type, each);
      else if (each.kind === Kind.FRAGMENT_SPREAD) cost += fragmentCost(each.name.value);
      else cost += selectionsCost(typeNamed(each.typeCondition?.name.value) ?? type, each.selectionSet);
    }
    return cost;
  }

  function fieldCost(type: GraphQLNamedType, node: FieldNode): number {
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    if (!field || !node.selectionSet) return 1;
    const { first } = getArgumentValues(field, node, variables);
    const times = typeof first === 'number' ? Math.max(1, first) : 1;
    return 1 + times * selectionsCost(getNamedType(field.type), node.selectionSet);
  }

  function fragmentCost(name: string): number {
    const known = costOfFragment.get(name);
    if (known !== undefined) return known;
    const fragment = document.definitions.find(
      (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name,
    );
    if (fragment?.kind !== Kind.FRAGMENT_DEFINITION) return 0;
    const type = typeNamed(fragment.typeCondition.name.value);
    const cost = type ? selectionsCost(type, fragment.selectionSet) : 0;
    costOfFragment.set(name, cost);
    return cost;
  }

  function typeNamed(name: string | undefined): GraphQLNamedType | undefined {
    return name === undefined ? undefined : schema.getType(name);
  }

  return selectionsCost(root, operation.selectionSet);
}
