package io.muster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.kind.HttpTokens;
import io.muster.inventory.kind.ToggleState;
import io.muster.scan.whatif.ChangeType;
import jakarta.annotation.Nullable;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A question about changes, as the description of the API shows it; it is read as JSON, for refusals that say where. */
@Schema(description = "Changes that are proposed, and where.")
record WhatIfBody(
        @Schema(required = true, description = AccountBody.ACCOUNT_ID, examples = "111111111111")
        String accountId,

        @Nullable
        @Schema(
                description = "The region of the resources; not needed where all changes are about IAM.",
                examples = "eu-central-1")
        String region,

        @Nullable @Schema(description = "The changes, in the order in which they are made.", maxItems = 1_000)
        List<ProposedChange> changes,

        @Nullable
        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description =
                        "A plan as terraform show -json prints it: resource_changes, and configuration for the references between the resources that it makes.")
        JsonNode terraformPlan) {

    /** One change, with the members that its type takes. */
    @Schema(description = "A change. Which members it takes and needs depends on its type, see docs/what-if.md.")
    record ProposedChange(
            @Schema(required = true, description = "The type of the change.")
            ChangeType type,

            @Nullable @Schema(description = "A security group.")
            String groupId,

            @Nullable @Schema(description = "INGRESS or EGRESS.")
            String direction,

            @Nullable
            @Schema(description = "The id of a rule that is removed; else the rule is named by what it admits.")
            String ruleId,

            @Nullable @Schema(description = "tcp, udp, icmp, icmpv6, a number, or -1 for all.")
            String protocol,

            @Nullable @Schema(description = "The first port, or the ICMP type.")
            Integer fromPort,

            @Nullable @Schema(description = "The last port, fromPort without it; or the ICMP code, all without it.")
            Integer toPort,

            @Nullable @Schema(description = "The range of addresses of the other side.")
            String cidr,

            @Nullable @Schema(description = "The managed prefix list of the other side.")
            String prefixListId,

            @Nullable @Schema(description = "The security group of the other side.")
            String referencedGroupId,

            @Nullable @Schema(description = "An instance.") String instanceId,

            @Nullable @Schema(description = "A network interface; not needed of an instance that has one alone.")
            String networkInterfaceId,

            @Nullable @Schema(description = "The security groups that the interface is to have.")
            List<String> groupIds,

            @Nullable @Schema(description = "A network ACL.")
            String networkAclId,

            @Nullable @Schema(description = "The number of an entry.", minimum = "1", maximum = "32766")
            Integer number,

            @Nullable @Schema(description = "ALLOW or DENY.")
            String action,

            @Nullable @Schema(description = "A route table.")
            String routeTableId,

            @Nullable @Schema(description = "A CIDR, or the id of a prefix list.")
            String destination,

            @Nullable @Schema(description = "The id of a gateway, interface, peering connection or another target.")
            String target,

            @Nullable @Schema(description = "Whether the metadata service requires session tokens.")
            HttpTokens httpTokens,

            @Nullable @Schema(description = "How many hops the metadata service's answers survive.")
            Integer hopLimit,

            @Nullable @Schema(description = "Whether the metadata service answers.")
            ToggleState httpEndpoint,

            @Nullable @Schema(description = "Whether the metadata service tells the instance's tags.")
            ToggleState instanceMetadataTags,

            @Nullable @Schema(description = "An instance profile, by name or ARN; without it, the instance has none.")
            String instanceProfile,

            @Nullable @Schema(description = "An Elastic IP address of the account.")
            String publicIp,

            @Nullable
            @Schema(
                    description =
                            "Of VPC Block Public Access: off, block-ingress or block-bidirectional; of an exclusion: allow-bidirectional or allow-egress.")
            String mode,

            @Nullable @Schema(description = "The VPC or subnet of an exclusion.")
            String resourceId,

            @Nullable @Schema(description = "A role, by name or ARN.")
            String roleName,

            @Nullable @Schema(description = "An inline policy of the role.")
            String policyName,

            @Nullable @Schema(description = "A managed policy; of SET_PERMISSIONS_BOUNDARY, none without it.")
            String policyArn,

            @Nullable
            @Schema(type = SchemaType.OBJECT, implementation = Object.class, description = "A policy document.")
            JsonNode document) {}
}
