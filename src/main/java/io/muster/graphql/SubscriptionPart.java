package io.muster.graphql;

import graphql.schema.GraphQLCodeRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** The subscriptions. */
@ApplicationScoped
class SubscriptionPart implements SchemaAssembly.SchemaPart {

    private static final String DEFINITIONS = """
            "Events as they happen, over graphql-transport-ws."
            type Subscription {
              "The events of findings from now on, on any replica. The filter is applied to a finding as it is after the event: with a filter for open ones, resolutions are left out."
              findingChanged("Which findings; all without it." filter: FindingFilter): FindingEvent!
              "One scan as it is now, and again whenever it has moved on, until it ends."
              scanProgress("The scan's id." scanId: ID!): Scan!
            }
            "An event of a finding."
            type FindingEvent {
              "The type of the event."
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
