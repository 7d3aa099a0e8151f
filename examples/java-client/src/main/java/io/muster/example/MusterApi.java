package io.muster.example;

import io.smallrye.graphql.client.typesafe.api.GraphQLClientApi;
import java.util.List;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.Query;

/** The part of Muster's API that this client uses; the records hold the fields that it asks for. */
@GraphQLClientApi
public interface MusterApi {

    @Query
    FindingConnection findings(
            @Name("filter") FindingFilter filter, @Name("first") int first, @Name("after") String after);

    @Query
    InstanceConnection instances(
            @Name("filter") InstanceFilter filter, @Name("first") int first, @Name("after") String after);

    /** What is null filters nothing. */
    @Input("FindingFilter")
    record FindingFilter(List<FindingStatus> statuses, Severity severityAtLeast, List<String> accountIds) {}

    /** What is null filters nothing. */
    @Input("InstanceFilter")
    record InstanceFilter(List<InstanceState> states, List<String> accountIds) {}

    record FindingConnection(List<Finding> nodes, PageInfo pageInfo) {}

    record Finding(
            String id,
            Severity severity,
            String title,
            String message,
            String accountId,
            String region,
            String resourceId,
            String firstSeenAt,
            Rule rule) {}

    record Rule(String ruleId, String remediation) {}

    record InstanceConnection(List<Instance> nodes, PageInfo pageInfo) {}

    record Instance(
            String id,
            String resourceId,
            String name,
            String accountId,
            String region,
            InstanceState state,
            String instanceType,
            List<Tag> tags) {}

    record Tag(String key, String value) {}

    /** Where a page is in its list: its last cursor is where the next page begins. */
    record PageInfo(boolean hasNextPage, String endCursor) {}

    enum Severity {
        INFO,
        LOW,
        MEDIUM,
        HIGH,
        CRITICAL
    }

    enum FindingStatus {
        OPEN,
        SUPPRESSED,
        RESOLVED
    }

    enum InstanceState {
        PENDING,
        RUNNING,
        SHUTTING_DOWN,
        TERMINATED,
        STOPPING,
        STOPPED
    }
}
