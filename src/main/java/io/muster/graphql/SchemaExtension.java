package io.muster.graphql;

import graphql.schema.GraphQLSchema;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Adds to the schema of the annotated classes the types that follow from the kinds' records, with their fetchers.
 *
 * <p>SmallRye tells of the schema by CDI events. Its other way, a service in {@code META-INF/services}, would keep the
 * classes of before a live reload.
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
