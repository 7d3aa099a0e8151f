package io.muster.estate.reach;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A small network in which single packets are walked by hand: slow, short, and with none of the sets of the engine.
 *
 * @param listed    the entries of pl-1; pl-3 and pl-4 are lists of IPv4 that nobody may read
 * @param listedToo the entries of pl-2
 */
record PacketOracle(
        List<Way> ways,
        List<Entry> aclIn,
        List<Entry> aclOut,
        List<GroupRule> rules,
        boolean attached,
        boolean main,
        boolean ipv4,
        boolean ipv6,
        String blockMode,
        List<String> listed,
        List<String> listedToo) {

    static final List<String> SOURCES = Stream.concat(
                    IntStream.range(0, 16).mapToObj(i -> "8.8.8." + i),
                    IntStream.range(0, 8).mapToObj(i -> "2600::" + i))
            .toList();

    static final List<Integer> PROTOCOLS = List.of(6, 17, 1, 47);
    static final List<Integer> PORTS = List.of(0, 21, 22, 23, 24, 2048);

    /** One of each run of client ports between any two edges that the entries of the tests have. */
    private static final List<Integer> CLIENT_PORTS = List.of(1024, 1025, 32768, 40000, 60999, 61000, 65535);

    record Way(String destination, String target, String state, boolean propagated) {}

    record Entry(int number, boolean allow, String protocol, Integer from, Integer to, String cidr) {
        boolean matches(String peer, int ofProtocol, int port) {
            return covers(cidr, peer) && PacketOracle.matches(protocol, from, to, ofProtocol, port);
        }
    }

    record GroupRule(String protocol, Integer from, Integer to, String peer) {}

    /** Whether the peer is in pl-3, in pl-4, and whether the latter of two equal routes wins. */
    private record Unknown(boolean inGroup, boolean inTable, boolean latter) {}

    /** Tables hold no two routes of the same origin for one destination. */
    static List<Way> distinct(List<Way> ways) {
        Map<String, Way> byKey = new LinkedHashMap<>();
        ways.forEach(way -> byKey.putIfAbsent(way.destination() + (way.propagated() ? "p" : "s"), way));
        return List.copyOf(byKey.values());
    }

    static List<Entry> numbered(List<Entry> entries) {
        List<Entry> numbered = new ArrayList<>();
        for (Entry entry : entries) {
            numbered.add(
                    0,
                    new Entry(
                            100 - numbered.size(),
                            entry.allow(),
                            entry.protocol(),
                            entry.from(),
                            entry.to(),
                            entry.cidr()));
        }
        java.util.Collections.reverse(numbered);
        return numbered;
    }

    /** Whether the packet gets in and its answer out, in each case of what is not known. */
    List<Boolean> reaches(String source, int protocol, int port) {
        List<Boolean> cases = new ArrayList<>();
        for (boolean unread : List.of(false, true)) {
            for (boolean taken : List.of(false, true)) {
                cases.add(reaches(source, protocol, port, new Unknown(unread, taken, false)));
                cases.add(reaches(source, protocol, port, new Unknown(unread, taken, true)));
            }
        }
        return cases;
    }

    private boolean reaches(String source, int protocol, int port, Unknown unknown) {
        boolean addressed = source.contains(":") ? ipv6 : ipv4;
        boolean blocked = blockMode != null && blockMode.startsWith("block");
        return addressed
                && attached
                && !blocked
                && allows(aclIn, source, protocol, port)
                && rules.stream().anyMatch(rule -> admits(rule, source, protocol, port, unknown.inGroup()))
                && "igw-1".equals(target(source, unknown))
                && answered(source, protocol, port);
    }

    private boolean answered(String source, int protocol, int port) {
        if (protocol == 1) {
            return port >> 8 != 8 || allows(aclOut, source, 1, 0);
        }
        return protocol == 47
                ? allows(aclOut, source, 47, 0)
                : CLIENT_PORTS.stream().anyMatch(client -> allows(aclOut, source, protocol, client));
    }

    private static boolean allows(List<Entry> entries, String peer, int protocol, int port) {
        TreeMap<Integer, Entry> inOrder = new TreeMap<>();
        entries.forEach(entry -> inOrder.put(entry.number(), entry));
        for (Entry entry : inOrder.values()) {
            if (entry.matches(peer, protocol, port)) {
                return entry.allow();
            }
        }
        return false;
    }

    private boolean admits(GroupRule rule, String source, int protocol, int port, boolean unread) {
        return matches(rule.protocol(), rule.from(), rule.to(), protocol, port)
                && ranges(rule.peer(), unread).stream().anyMatch(range -> covers(range, source));
    }

    private List<String> ranges(String named, boolean unread) {
        return switch (named) {
            case "pl-1" -> listed;
            case "pl-2" -> listedToo;
            case "pl-3" -> unread ? List.of("0.0.0.0/0") : List.of();
            default -> List.of(named);
        };
    }

    /** The target of the best active route; unless the latter is told to win, the first of several that are equally good. */
    private String target(String peer, Unknown unknown) {
        int best = -1;
        String target = "none";
        for (Way way : ways) {
            if (way.state().equals("filtered")) {
                continue;
            }
            if (way.destination().equals("pl-4")) {
                if (unknown.inTable() && !peer.contains(":")) {
                    return way.state().equals("active") ? way.target() : "dropped";
                }
                continue;
            }
            for (String range : ranges(way.destination(), false)) {
                int goodness = length(range) * 4 + origin(way);
                if (covers(range, peer)
                        && !yields(way, peer)
                        && (goodness > best || (goodness == best && unknown.latter()))) {
                    best = goodness;
                    target = way.state().equals("active") ? way.target() : "dropped";
                }
            }
        }
        return target;
    }

    /** What a gateway propagates takes nothing from a local route. */
    private boolean yields(Way way, String peer) {
        return way.propagated()
                && !way.target().equals("local")
                && ways.stream()
                        .filter(other -> other.target().equals("local")
                                && !other.state().equals("filtered")
                                && !other.destination().equals("pl-4"))
                        .flatMap(other -> ranges(other.destination(), false).stream())
                        .anyMatch(range -> covers(range, peer));
    }

    private static int origin(Way way) {
        return way.target().equals("local")
                ? 3
                : way.propagated() ? 0 : way.destination().startsWith("pl-") ? 1 : 2;
    }

    private static boolean matches(String protocol, Integer from, Integer to, int ofProtocol, int port) {
        if (protocol.equals("-1")) {
            return true;
        }
        int number = switch (protocol) {
            case "tcp" -> 6;
            case "udp" -> 17;
            case "icmp" -> 1;
            default -> Integer.parseInt(protocol);
        };
        return number == ofProtocol && (from == null || (from <= port && port <= to));
    }

    private static int length(String cidr) {
        return Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1));
    }

    private static boolean covers(String cidr, String address) {
        byte[] range = bytes(cidr.substring(0, cidr.indexOf('/')));
        byte[] one = bytes(address);
        return range.length == one.length
                && IntStream.range(0, length(cidr)).allMatch(bit -> bit(range, bit) == bit(one, bit));
    }

    private static int bit(byte[] bytes, int bit) {
        return (bytes[bit / 8] >> (7 - bit % 8)) & 1;
    }

    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
