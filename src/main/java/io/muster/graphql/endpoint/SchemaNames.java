package io.muster.graphql.endpoint;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import jakarta.annotation.Nullable;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The names in the schema that a document may name. */
record SchemaNames(GraphQLSchema schema) {

    /** The fields of a type, the fields of an input, or the values of an enum. */
    List<String> membersOf(String type) {
        GraphQLType found = schema.getType(type);
        if (found instanceof GraphQLEnumType values) {
            return values.getValues().stream()
                    .map(GraphQLEnumValueDefinition::getName)
                    .toList();
        }
        Collection<? extends GraphQLNamedSchemaElement> fields = List.of();
        if (found instanceof GraphQLFieldsContainer container) {
            fields = container.getFieldDefinitions();
        } else if (found instanceof GraphQLInputObjectType input) {
            fields = input.getFieldDefinitions();
        }
        return fields.stream().map(GraphQLNamedSchemaElement::getName).toList();
    }

    List<String> argumentsOfDirectives() {
        return schema.getDirectives().stream()
                .flatMap(directive -> directive.getArguments().stream())
                .map(GraphQLNamedSchemaElement::getName)
                .distinct()
                .toList();
    }

    List<String> types() {
        return schema.getAllTypesAsList().stream()
                .map(GraphQLNamedSchemaElement::getName)
                .filter(name -> !name.startsWith("__"))
                .toList();
    }

    /** The names of the arguments of the field at the end of the path; none where it cannot be told which field that is. */
    List<String> argumentsOf(@Nullable List<String> path) {
        return field(path == null ? List.of() : path)
                .map(field -> field.getArguments().stream()
                        .map(GraphQLNamedSchemaElement::getName)
                        .toList())
                .orElse(List.of());
    }

    /** A path begins at a root; it also names fragments and the types that they are on. */
    private Optional<GraphQLFieldDefinition> field(List<String> path) {
        return Stream.of(schema.getQueryType(), schema.getSubscriptionType())
                .filter(Objects::nonNull)
                .map(root -> field(root, path))
                .filter(Objects::nonNull)
                .findFirst();
    }

    @Nullable
    private GraphQLFieldDefinition field(GraphQLObjectType root, List<String> path) {
        GraphQLFieldDefinition field = null;
        GraphQLType at = root;
        for (String name : path) {
            if (schema.getType(name) instanceof GraphQLFieldsContainer narrowed) {
                at = narrowed;
            } else if (at instanceof GraphQLFieldsContainer container) {
                field = container.getFieldDefinition(name);
                at = field == null ? null : GraphQLTypeUtil.unwrapAll(field.getType());
            }
        }
        return field;
    }
}
