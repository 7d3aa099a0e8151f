package io.muster.graphql;

import graphql.language.InputValueDefinition;
import graphql.language.NamedNode;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.TypeDefinition;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.ScalarInfo;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.SchemaPrinter;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Puts the schema together. The annotated part is printed, the rest is written in the same language and added to it, and
 * the whole is read again: graphql-java's types refer to each other and cannot be taken over one by one.
 */
@ApplicationScoped
@Unremovable
class SchemaAssembly {

    private final List<SchemaPart> parts;
    private final FindingFetchers findings;
    private final SubscriptionAdmission subscriptions;

    SchemaAssembly(
            KindPart kinds,
            ResourcePart resources,
            AmendmentPart amendments,
            ExposurePart exposures,
            PrivilegePart privileges,
            AttackPathPart attackPaths,
            SignalPart signals,
            FindingFetchers findings,
            SubscriptionAdmission subscriptions) {
        this.parts = List.of(resources, kinds, amendments, exposures, privileges, attackPaths, signals);
        this.findings = findings;
        this.subscriptions = subscriptions;
    }

    /** The parts that extend the schema: text in the schema definition language, and the fetchers of its fields. */
    interface SchemaPart {
        String definitions();

        void wire(GraphQLCodeRegistry.Builder code);
    }

    GraphQLSchema extend(GraphQLSchema annotated) {
        TypeDefinitionRegistry types = new SchemaParser().parse(print(annotated));
        makeOptional(types, "resourceStats", "by");
        for (SchemaPart part : parts) {
            add(types, new SchemaParser().parse(part.definitions()));
        }
        GraphQLCodeRegistry.Builder code = GraphQLCodeRegistry.newCodeRegistry(annotated.getCodeRegistry());
        parts.forEach(part -> part.wire(code));
        new Fields<>(code, "Query").wrapped("findings", findings::page);
        subscriptions.wire(code);
        RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring()
                .codeRegistry(code)
                .type("Resource", type -> type.typeResolver(ResourcePart::type));
        types.scalars().keySet().stream()
                .filter(name -> !ScalarInfo.isGraphqlSpecifiedScalar(name))
                .forEach(name -> wiring.scalar(scalar(annotated, name)));
        return new SchemaGenerator().makeExecutableSchema(types, wiring.build());
    }

    /**
     * Without the form of an instant, which SmallRye adds to each description and the scalar states once. SmallRye takes no description of
     * the subscriptions.
     */
    private static String print(GraphQLSchema schema) {
        return new SchemaPrinter(SchemaPrinter.Options.defaultOptions()
                        .includeDirectives(false)
                        .includeScalarTypes(true)
                        .includeSchemaDefinition(false))
                .print(schema)
                .replace(" (ISO-8601)", "")
                .replace("Subscription root", "Events as they happen, over graphql-transport-ws.");
    }

    /** To SmallRye, a list of values that are not null is not null itself where it is an argument. */
    private static void makeOptional(TypeDefinitionRegistry types, String field, String argument) {
        ObjectTypeDefinition query =
                types.getType("Query", ObjectTypeDefinition.class).orElseThrow();
        ObjectTypeDefinition changed = query.transform(type -> type.fieldDefinitions(each(
                query.getFieldDefinitions(),
                field,
                one -> one.transform(definition -> definition.inputValueDefinitions(
                        each(one.getInputValueDefinitions(), argument, SchemaAssembly::optional))))));
        types.remove(query);
        types.add(changed);
    }

    private static InputValueDefinition optional(InputValueDefinition argument) {
        return argument.getType() instanceof NonNullType required
                ? argument.transform(definition -> definition.type(required.getType()))
                : argument;
    }

    /** The list, with the one of the name changed. */
    private static <N extends NamedNode<N>> List<N> each(List<N> all, String name, UnaryOperator<N> change) {
        return all.stream()
                .map(one -> one.getName().equals(name) ? change.apply(one) : one)
                .toList();
    }

    /** A type that both sides define is taken from the part. */
    private static void add(TypeDefinitionRegistry types, TypeDefinitionRegistry part) {
        part.types().values().forEach(added -> types.getType(added.getName()).ifPresent(types::remove));
        part.scalars().values().forEach(added -> removeScalar(types, added));
        types.merge(part);
    }

    private static void removeScalar(TypeDefinitionRegistry types, ScalarTypeDefinition added) {
        TypeDefinition<?> known = types.scalars().get(added.getName());
        if (known != null) {
            types.remove(known);
        }
    }

    private static GraphQLScalarType scalar(GraphQLSchema annotated, String name) {
        return switch (name) {
            case "DateTime" -> Scalars.DATE_TIME;
            case "JSON" -> Scalars.JSON;
            default -> (GraphQLScalarType) annotated.getType(name);
        };
    }
}
