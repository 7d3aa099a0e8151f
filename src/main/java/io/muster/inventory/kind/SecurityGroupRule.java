package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.Comparator;

/** One rule of a security group, with one source (ingress) or destination (egress). */
@Described("One rule of a security group, with one source (an ingress rule) or one destination (an egress rule).")
@IdentifiedBy("ruleId")
public record SecurityGroupRule(
        @Described("AWS's id of the rule.") @Nullable String ruleId,

        @Described("tcp, udp, icmp, icmpv6, a protocol number, or -1 for all.")
        String protocol,

        @Described("The first port, or the ICMP type; absent for all.") @Nullable
        Integer fromPort,

        @Described("The last port, or the ICMP code; absent for all.") @Nullable
        Integer toPort,

        @Described("The range of IPv4 or IPv6 addresses of the source or destination.") @Nullable
        String cidr,

        @Described("The managed prefix list whose ranges are the source or destination.")
        @Nullable
        @Link(Relation.ASSOCIATED_WITH)
        String prefixListId,

        @Described("The security group whose members are the source or destination.") @Nullable
        String referencedGroupId,

        @Described("The description that its author gave.") @Nullable
        String description,

        @Described("Where that security group is, and how it is reached.") @Nullable
        ReferencedGroup referencedGroup) {

    /** The order in which they are kept, so that AWS's own order makes no change. */
    public static final Comparator<SecurityGroupRule> ORDER = Comparator.comparing(SecurityGroupRule::protocol)
            .thenComparing(SecurityGroupRule::fromPort, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(SecurityGroupRule::toPort, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(SecurityGroupRule::cidr, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(SecurityGroupRule::ruleId, Comparator.nullsFirst(Comparator.naturalOrder()));
}
