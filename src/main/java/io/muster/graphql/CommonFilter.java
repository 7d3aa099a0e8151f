package io.muster.graphql;

import io.muster.inventory.ResourceFilter;
import io.muster.inventory.kind.ResourceKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** What the filters of all kinds have in common, as it comes in. */
@RegisterForReflection(targets = {CommonFilter.class, ResourceFilter.Tag.class})
final class CommonFilter {

    static final String DEFINITION = """
              "One of these resources, by ARN."
              ids: [ID!]
              "One of these resources, by AWS's short id."
              resourceIds: [String!]
              "In one of these accounts."
              accountIds: [String!]
              "In one of these regions; `global` for what belongs to an account as a whole."
              regions: [String!]
              "With one of these tags."
              tags: [TagFilter!]
              "Case-insensitive part of the name or the resource id."
              search: String
              "Found changed after this instant."
              changedAfter: DateTime
              "Only resources with at least one finding that matches."
              withFindings: FindingFilter
              "Whether deleted resources are meant, too."
              includeDeleted: Boolean = false
            """;

    @Nullable
    public List<String> ids;

    @Nullable
    public List<String> resourceIds;

    @Nullable
    public List<ResourceKind> kinds;

    @Nullable
    public List<String> accountIds;

    @Nullable
    public List<String> regions;

    @Nullable
    public List<ResourceFilter.Tag> tags;

    @Nullable
    public String search;

    @Nullable
    public Instant changedAfter;

    @Nullable
    public Boolean includeDeleted;
}
