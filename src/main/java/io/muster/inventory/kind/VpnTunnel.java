package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.List;

/** The options of a VPN tunnel. An empty list of versions, algorithms or groups means all that AWS supports. */
@Described("The options of a VPN tunnel. An empty list of versions, algorithms or groups means all that AWS supports.")
@IdentifiedBy("outsideIp")
public record VpnTunnel(
        @Described("The address of Amazon's end.") @Nullable @IpAddress
        String outsideIp,

        @Described("The IPv4 range inside of the tunnel.") @Nullable
        String insideCidr,

        @Described("The IPv6 range inside of the tunnel.") @Nullable
        String insideIpv6Cidr,

        @Described("ikev1 and ikev2, as far as they are allowed.")
        List<String> ikeVersions,

        @Described("The encryption algorithms of phase 1.") List<String> phase1EncryptionAlgorithms,

        @Described("The integrity algorithms of phase 1.") List<String> phase1IntegrityAlgorithms,

        @Described("The Diffie-Hellman groups of phase 1.") List<Integer> phase1DhGroups,

        @Described("The lifetime of phase 1 in seconds.") @Nullable
        Integer phase1LifetimeSeconds,

        @Described("The encryption algorithms of phase 2.") List<String> phase2EncryptionAlgorithms,

        @Described("The integrity algorithms of phase 2.") List<String> phase2IntegrityAlgorithms,

        @Described("The Diffie-Hellman groups of phase 2.") List<Integer> phase2DhGroups,

        @Described("The lifetime of phase 2 in seconds.") @Nullable
        Integer phase2LifetimeSeconds,

        @Described("clear, none or restart: the action where the other end is dead.") @Nullable
        String dpdTimeoutAction,

        @Described("add or start: whether Amazon's end begins the negotiation.") @Nullable
        String startupAction,

        @Described("Whether endpoint replacements wait for the customer.") @Nullable
        Boolean lifecycleControl,

        @Described("Whether the tunnel's activity is logged.") @Nullable
        Boolean logEnabled,

        @Described("The ARN of the log group of its activity.") @Nullable
        String logGroupArn,

        @Described("Whether its BGP sessions are logged.") @Nullable
        Boolean bgpLogEnabled,

        @Described("The ARN of the log group of its BGP sessions.") @Nullable
        String bgpLogGroupArn,

        @Described(
                "Whether AWS's answer holds a pre-shared key of the tunnel, readable to all who may list connections;"
                        + " the key is not kept.")
        boolean preSharedKeyListed) {}
