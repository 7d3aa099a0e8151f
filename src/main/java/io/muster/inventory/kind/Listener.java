package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.List;

/** A listener of a load balancer. */
@Described("One listener of a load balancer.")
public record Listener(
        @Described("The listener's ARN.") String arn,

        @Described("The port that it listens on; absent for a Gateway Load Balancer, which takes every port.") @Nullable
        Integer port,

        @Described("HTTP, HTTPS, TCP, TLS, UDP, TCP_UDP, QUIC, TCP_QUIC or GENEVE.") @Nullable
        String protocol,

        @Described("The security policy of its TLS connections.") @Nullable
        String sslPolicy,

        @Described("The ARNs of its default certificates.") List<String> certificateArns,

        @Described(
                "The listener's actions on requests that meet no rule, in order: forward, redirect, fixed-response, …")
        List<String> defaultActions,

        @Described("The target groups that it forwards to where no rule does.") @Link(Relation.TARGETS)
        List<String> defaultTargetGroupArns,

        @Described(
                "Those of the default target groups that get no request: their weight is 0, and no stickiness keeps clients there; absent where there is none.")
        @Nullable
        List<String> idleDefaultTargetGroupArns,

        @Described("The listener's rules; absent where they could not be read.") @Nullable
        List<ListenerRule> rules) {}
