package io.muster.graphql;

import io.muster.inventory.ResourceFilter;
import io.muster.inventory.kind.ResourceKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** The fields that the filters of all kinds share, as they come in. */
@RegisterForReflection(targets = {CommonFilter.class, ResourceFilter.Tag.class})
final class CommonFilter {

    static final String DEFINITION = """
              "One of these resources, by ARN."
              ids: [ID!]
              "One of these resources, by AWS's short id."
              resourceIds: [String!]
              "In one of these accounts."
              accountIds: [String!]
              "%s"
              ouPaths: [String!]
              "%s"
              accountTags: [TagFilter!]
              "In one of these regions; `global` for account-wide resources."
              regions: [String!]
              "With one of these tags."
              tags: [TagFilter!]
              "Case-insensitive part of the name or the resource id. An IP address or a CIDR also finds resources that have it, or an address in it."
              search: String
              "Found changed after this instant."
              changedAfter: DateTime
              "Only resources with at least one finding that matches."
              withFindings: FindingFilter
              "Whether deleted resources are meant, too."
              includeDeleted: Boolean = false
            """.formatted(OrganizationTexts.OU_PATHS, OrganizationTexts.ACCOUNT_TAGS);

    static final String IP_ADDRESS = """
              "With this private or public IPv4 address or IPv6 address, or with one in this CIDR, in any spelling: its own, or one of the resources it has along links, as an instance those of its network interfaces. A CIDR names its network: no bit is set behind the prefix."
              ipAddress: String
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
    public List<String> ouPaths;

    @Nullable
    public List<ResourceFilter.Tag> accountTags;

    @Nullable
    public List<String> regions;

    @Nullable
    public List<ResourceFilter.Tag> tags;

    @Nullable
    public String search;

    @Nullable
    public String ipAddress;

    @Nullable
    public Instant changedAfter;

    @Nullable
    public Boolean includeDeleted;
}
