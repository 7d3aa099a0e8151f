package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** One rule of a security group, with one source (ingress) or destination (egress). */
public record SecurityGroupRule(
        @Described("AWS's id of the rule.") @Nullable String ruleId,

        @Described("tcp, udp, icmp, icmpv6, a protocol number, or -1 for all.")
        String protocol,

        @Described("The first port, or the ICMP type; absent for all.") @Nullable
        Integer fromPort,

        @Described("The last port, or the ICMP code; absent for all.") @Nullable
        Integer toPort,

        @Described("An IPv4 or IPv6 range.") @Nullable String cidr,

        @Described("A managed prefix list.") @Nullable @Link(Relation.ASSOCIATED_WITH)
        String prefixListId,

        @Described("A security group whose members are meant.") @Nullable
        String referencedGroupId,

        @Described("What its author wrote.") @Nullable String description,

        @Described("Where that security group is, and how it is reached.") @Nullable
        ReferencedGroup referencedGroup) {}
