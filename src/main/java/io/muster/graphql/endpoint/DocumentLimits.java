package io.muster.graphql.endpoint;

import graphql.ExecutionInput;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLSchema;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Refuses a document that may cost too much. */
final class DocumentLimits {

    private final GraphQLSchema schema;
    private final GraphQlConfig limits;

    DocumentLimits(GraphQLSchema schema, GraphQlConfig limits) {
        this.schema = schema;
        this.limits = limits;
    }

    /** The limits that do not depend on the variables. */
    void checkShape(Document document) {
        int aliases = 0;
        Deque<Node<?>> nodes = new ArrayDeque<>(List.of(document));
        while (!nodes.isEmpty()) {
            Node<?> node = nodes.pop();
            if (node instanceof Field field) {
                aliases += field.getAlias() == null ? 0 : 1;
                checkIntrospection(field);
            }
            node.getChildren().forEach(nodes::push);
        }
        if (aliases > limits.maxAliases()) {
            throw exceeded(ErrorCode.TOO_MANY_ALIASES, "aliases", aliases, limits.maxAliases());
        }
    }

    private void checkIntrospection(Field field) {
        if (!limits.introspection()
                && (field.getName().equals("__schema") || field.getName().equals("__type"))) {
            throw new MusterException(ErrorCode.FORBIDDEN, "The schema cannot be asked for here");
        }
    }

    /**
     * The limits that depend on the variables as well, which every operation of the document must keep to, and the sizes of pages below
     * the root fields of the requested one. The cost of the requested one is noted in the request's context, refused or not.
     */
    void checkCost(Document document, ExecutionInput input) {
        Map<String, FragmentDefinition> fragments = fragments(document);
        for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
            CostMeter meter = new CostMeter(
                    schema,
                    fragments,
                    limits.assumedListSize(),
                    input.getRawVariables().toMap());
            Cost cost = meter.measure(operation);
            boolean asked = isAsked(operation, input);
            if (asked) {
                input.getGraphQLContext().put(Cost.class, cost);
            }
            check(cost);
            if (asked) {
                meter.checkPagesBelow();
            }
        }
    }

    /** Refuses documents that would take long to validate, independent of their cost; see {@link MergedFields}. */
    void checkMerging(Document document) {
        MergedFields merged = new MergedFields(fragments(document));
        document.getDefinitionsOfType(OperationDefinition.class)
                .forEach(operation -> merged.check(operation.getSelectionSet()));
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> merged.check(fragment.getSelectionSet()));
    }

    private static Map<String, FragmentDefinition> fragments(Document document) {
        Map<String, FragmentDefinition> fragments = new HashMap<>();
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.putIfAbsent(fragment.getName(), fragment));
        return fragments;
    }

    private void check(Cost cost) {
        if (cost.depth() > limits.maxDepth()) {
            throw exceeded(ErrorCode.QUERY_TOO_DEEP, "fields in each other", cost.depth(), limits.maxDepth());
        }
        if (cost.complexity() > limits.maxComplexity()) {
            throw exceeded(ErrorCode.TOO_COMPLEX, "values", cost.complexity(), limits.maxComplexity());
        }
    }

    /** Whether the request asks for the operation. */
    static boolean isAsked(OperationDefinition operation, ExecutionInput input) {
        String name = input.getOperationName();
        return name == null || name.isEmpty() || name.equals(operation.getName());
    }

    private static MusterException exceeded(ErrorCode code, String what, long measured, long limit) {
        return new MusterException(
                code, "The document has " + measured + " " + what + ", but at most " + limit + " are allowed");
    }
}
