package io.muster.graphql;

import graphql.schema.GraphQLCodeRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** The subscriptions. */
@ApplicationScoped
class SubscriptionPart implements SchemaAssembly.SchemaPart {

    private static final String DEFINITIONS = """
            "What is told as it happens, over graphql-transport-ws."
            type Subscription {
              "What happens to findings from now on, on any replica. Which are meant is asked of a finding as it is then: with a filter for open ones, nothing is told of those that were resolved."
              findingChanged("Which findings; all without it." filter: FindingFilter): FindingEvent!
              "One scan as it is now, and again whenever it has moved on, until it ends."
              scanProgress("The scan's id." scanId: ID!): Scan!
            }
            "Something that happened to a finding."
            type FindingEvent {
              "What happened."
              type: FindingEventType!
              "The finding, as it is when the event is told."
              finding: Finding!
              "The scan that found it."
              at: DateTime!
            }
            """;

    private final SubscriptionFetchers subscriptions;

    SubscriptionPart(SubscriptionFetchers subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    public String definitions() {
        return DEFINITIONS;
    }

    @Override
    public void wire(GraphQLCodeRegistry.Builder code) {
        Fields<Object> subscription = new Fields<>(code, "Subscription");
        subscription.fetched("findingChanged", subscriptions.findingChanged());
        subscription.fetched("scanProgress", subscriptions.scanProgress());
        Fields<FindingEventValue> event = new Fields<>(code, "FindingEvent");
        event.field("type", FindingEventValue::type);
        event.field("finding", FindingEventValue::finding);
        event.field("at", FindingEventValue::at);
    }
}
