package io.muster.scan.whatif;

import io.muster.estate.traffic.Protocols;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.SecurityGroupRule;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads rules of security groups and entries of network ACLs. */
final class RuleReader {

    private static final int LAST_PORT = 65_535;
    private static final int LAST_TYPE = 255;
    private static final int LAST_NUMBER = 32_766;
    private static final List<String> ICMP = List.of("icmp", "icmpv6");

    /** The direction of traffic. */
    enum Direction {
        INGRESS,
        EGRESS
    }

    private enum Action {
        ALLOW,
        DENY
    }

    /** The ports of a protocol, or the type and code of ICMP; null for all. */
    private record Ports(@Nullable Integer from, @Nullable Integer to) {}

    private RuleReader() {}

    static boolean egress(Fields fields) {
        return fields.choice("direction", Direction.class) == Direction.EGRESS;
    }

    /** Refuses what describes a rule. */
    static void refuse(Fields fields, String fault) {
        for (String name : List.of("protocol", "fromPort", "toPort", "cidr", "prefixListId", "referencedGroupId")) {
            if (fields.node(name) != null) {
                throw fields.bad(name, fault);
            }
        }
    }

    /** @param ruleId the id that the rule is to have */
    static SecurityGroupRule read(Fields fields, @Nullable String ruleId) {
        String protocol = protocol(fields);
        Ports ports = ports(fields, protocol);
        String cidr = fields.cidrOrNull("cidr");
        String list = fields.textOrNull("prefixListId");
        String group = fields.textOrNull("referencedGroupId");
        if (Stream.of(cidr, list, group).filter(Objects::nonNull).count() != 1) {
            throw fields.bad("cidr", "one of cidr, prefixListId and referencedGroupId must be there, and no other");
        }
        return new SecurityGroupRule(ruleId, protocol, ports.from(), ports.to(), cidr, list, group, null, null);
    }

    static NetworkAclEntry entry(Fields fields) {
        boolean egress = egress(fields);
        int number = fields.integer("number", 1, LAST_NUMBER);
        boolean allow = fields.choice("action", Action.class) == Action.ALLOW;
        String protocol = protocol(fields);
        Ports ports = ports(fields, protocol);
        String cidr = fields.cidrOrNull("cidr");
        if (cidr == null) {
            throw fields.bad("cidr", "is missing");
        }
        return new NetworkAclEntry(number, egress, allow, numbered(protocol), ports.from(), ports.to(), cidr);
    }

    /** Network ACLs know protocols by number alone. */
    static String numbered(String protocol) {
        return protocol.equals(Protocols.ALL)
                ? protocol
                : Protocols.number(protocol).map(String::valueOf).orElse(protocol);
    }

    private static String protocol(Fields fields) {
        String text = fields.text("protocol").toLowerCase(Locale.ROOT);
        String protocol = Protocols.normal(text);
        if (!protocol.equals(Protocols.ALL) && Protocols.number(protocol).isEmpty()) {
            throw fields.bad(
                    "protocol", text + " is none of tcp, udp, icmp, icmpv6, a number from 0 to 255 and -1 for all");
        }
        return protocol;
    }

    /** Whether the protocol has ports, or types and codes. */
    static boolean isBounded(String protocol) {
        return ICMP.contains(protocol) || protocol.equals(Protocols.TCP) || protocol.equals(Protocols.UDP);
    }

    private static Ports ports(Fields fields, String protocol) {
        boolean icmp = ICMP.contains(protocol);
        if (!isBounded(protocol)) {
            if (fields.node("fromPort") != null || fields.node("toPort") != null) {
                throw fields.bad("fromPort", "the protocol " + protocol + " has no ports");
            }
            return new Ports(null, null);
        }
        int most = icmp ? LAST_TYPE : LAST_PORT;
        int least = icmp ? -1 : 0;
        Integer from = fields.integerOrNull("fromPort", least, most);
        Integer to = fields.integerOrNull("toPort", least, most);
        if (icmp) {
            return messages(fields, unlessAll(from), unlessAll(to));
        }
        if (from == null) {
            throw fields.bad("fromPort", "is missing: for all ports, write 0 and toPort 65535");
        }
        int last = to == null ? from : to;
        if (last < from) {
            throw fields.bad("toPort", "must not be less than fromPort. The nearest valid value is " + from);
        }
        return new Ports(from, last);
    }

    /** EC2 takes a code of a type alone. */
    private static Ports messages(Fields fields, @Nullable Integer type, @Nullable Integer code) {
        if (type == null && code != null) {
            throw fields.bad("toPort", "is a code without a type in fromPort. The nearest valid value is -1");
        }
        return new Ports(type, code);
    }

    /** EC2 has -1 for all types and codes. */
    @Nullable
    static Integer unlessAll(@Nullable Integer bound) {
        return bound == null || bound < 0 ? null : bound;
    }
}
