package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.List;

/** A listener of an accelerator. */
@Described("One listener of an accelerator.")
@IdentifiedBy("arn")
public record AcceleratorListener(
        @Described("The listener's ARN.") String arn,
        @Described("TCP or UDP.") @Nullable String protocol,
        @Described("The ports that it takes.") List<PortRange> portRanges,

        @Described("NONE or SOURCE_IP: whether a client stays with an endpoint.") @Nullable
        String clientAffinity,

        @Described("The listener's endpoint groups; absent where they could not be read.") @Nullable
        List<AcceleratorEndpointGroup> endpointGroups) {}
