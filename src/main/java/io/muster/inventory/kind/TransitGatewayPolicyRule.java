package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** A rule of a transit gateway's policy table. */
@Described("A rule of a transit gateway's policy table.")
@IdentifiedBy("number")
public record TransitGatewayPolicyRule(
        @Described("The rule's number: the lowest that matches counts.") @Nullable
        String number,

        @Described("The range of sources it matches.") @Nullable
        String source,

        @Described("The source ports it matches.") @Nullable String sourcePorts,

        @Described("The range of destinations it matches.") @Nullable
        String destination,

        @Described("The destination ports it matches.") @Nullable
        String destinationPorts,

        @Described("The protocol it matches.") @Nullable String protocol,

        @Described("The key of the metadata it matches.") @Nullable
        String metadataKey,

        @Described("The value of the metadata it matches.") @Nullable
        String metadataValue,

        @Described("The route table by which the traffic is routed.") @Nullable @Link(Relation.ROUTES_TO)
        String routeTableId,

        @Described("active or deleted, for example.") @Nullable
        String state) {}
