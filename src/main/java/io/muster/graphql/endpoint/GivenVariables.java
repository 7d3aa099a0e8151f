package io.muster.graphql.endpoint;

import graphql.ExecutionInput;
import graphql.execution.TypeFromAST;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import graphql.schema.GraphQLSchema;
import io.muster.platform.MusterException;
import io.muster.platform.MusterException.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Refuses variables that are not of the types which the operation declares, before graphql-java reads them. */
final class GivenVariables {

    private GivenVariables() {}

    /**
     * Checks the variables of the operation that is asked for.
     *
     * @throws MusterException a bad request that names every fault
     */
    static void check(GraphQLSchema schema, Document valid, ExecutionInput input) {
        List<Violation> faults = new ArrayList<>();
        for (OperationDefinition operation : valid.getDefinitionsOfType(OperationDefinition.class)) {
            if (DocumentLimits.isAsked(operation, input)) {
                operation
                        .getVariableDefinitions()
                        .forEach(declared -> faults.addAll(
                                faults(schema, declared, input.getRawVariables().toMap())));
            }
        }
        MusterException.refuse(faults);
    }

    private static List<Violation> faults(
            GraphQLSchema schema, VariableDefinition declared, Map<String, Object> given) {
        String name = declared.getName();
        return !given.containsKey(name) && declared.getDefaultValue() != null
                ? List.of()
                : InputFaults.ofVariable(
                        "$" + name, given.get(name), TypeFromAST.getTypeFromAST(schema, declared.getType()));
    }
}
