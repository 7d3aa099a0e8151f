package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** The AWS service that runs a resource on the account's behalf, where one does. */
public record Operator(
        @Described("Whether an AWS service runs the resource on the account's behalf.")
        boolean managed,

        @Described("The service, for example eks.amazonaws.com.") @Nullable @Dimension
        String principal,

        @Described("Whether EC2 leaves the resource out of answers in which managed resources are not asked for.")
        @Nullable
        Boolean hiddenByDefault) {}
