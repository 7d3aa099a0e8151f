package io.muster.graphql.endpoint;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaPrinter;

/** The schema in its own language, as it is served and as it is kept in the repository. */
final class SchemaText {

    private SchemaText() {}

    static String of(GraphQLSchema schema) {
        return new SchemaPrinter(SchemaPrinter.Options.defaultOptions()
                        .includeDirectiveDefinitions(false)
                        .includeScalarTypes(true)
                        .includeSchemaDefinition(false))
                .print(schema);
    }
}
