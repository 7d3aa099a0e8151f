package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.List;

/** A listener of a Classic Load Balancer. */
@Described("One listener of a Classic Load Balancer.")
@IdentifiedBy("port")
public record ClassicListener(
        @Described("The port that it listens on.") @Nullable Integer port,
        @Described("HTTP, HTTPS, TCP or SSL.") @Nullable String protocol,
        @Described("The port of the instances.") @Nullable Integer instancePort,

        @Described("The protocol to the instances.") @Nullable
        String instanceProtocol,

        @Described("The ARN of its certificate.") @Nullable String certificateArn,
        @Described("The names of its policies.") List<String> policyNames) {}
