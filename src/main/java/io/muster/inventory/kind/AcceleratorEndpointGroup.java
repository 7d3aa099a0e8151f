package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.List;

/** The endpoints of an accelerator's listener in one region. */
@Described("The endpoints of an accelerator's listener in one region.")
@IdentifiedBy("arn")
public record AcceleratorEndpointGroup(
        @Described("The endpoint group's ARN.") String arn,
        @Described("The region.") @Nullable String region,

        @Described("The share of the region's traffic that it takes, in percent.") @Nullable
        Double trafficDialPercentage,

        @Described("Ports that are others at the endpoints.")
        List<PortOverride> portOverrides,

        @Described("The endpoint group's endpoints.") List<AcceleratorEndpoint> endpoints) {}
