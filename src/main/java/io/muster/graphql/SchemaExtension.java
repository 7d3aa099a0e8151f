package io.muster.graphql;

import graphql.schema.GraphQLSchema;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Adds to the schema of the annotated classes the types that follow from the kinds' records, with their fetchers.
 *
 * <p>It hears of the schema by a CDI event of {@link io.muster.graphql.endpoint.BuildEvents}: a service in {@code META-INF/services} would keep the
 * classes of before a live reload, if it did this itself.
 */
@ApplicationScoped
class SchemaExtension {

    private final SchemaAssembly assembly;

    SchemaExtension(SchemaAssembly assembly) {
        this.assembly = assembly;
    }

    /** Puts the whole schema in the annotated one's place: the event's builder is the one that SmallRye goes on with. */
    void extend(@Observes GraphQLSchema.Builder annotated) {
        GraphQLSchema whole = assembly.extend(annotated.build());
        annotated
                .query(whole.getQueryType())
                .subscription(whole.getSubscriptionType())
                .codeRegistry(whole.getCodeRegistry())
                .clearAdditionalTypes()
                .additionalTypes(whole.getAdditionalTypes())
                .clearDirectives();
        whole.getDirectives().forEach(annotated::additionalDirective);
    }
}
