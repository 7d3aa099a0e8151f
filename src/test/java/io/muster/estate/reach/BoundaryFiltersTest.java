package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;

import io.muster.estate.traffic.ServiceRange;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Through groups and network ACLs of one protocol, port or client. */
class BoundaryFiltersTest extends BoundaryNetworks {

    static Stream<Arguments> networks() {
        ServiceRange ssh = services("tcp", 22);
        return Stream.of(
                into(
                        "every protocol, with ports that do not count",
                        YES,
                        ssh,
                        CLIENT,
                        admitting(group("sg-1").in("-1", 0, 0, "0.0.0.0/0"))),
                into(
                        "TCP by its number, at all ports",
                        YES,
                        ssh,
                        CLIENT,
                        admitting(group("sg-1").in("6", 0, 65535, "0.0.0.0/0"))),
                into(
                        "GRE by its number",
                        YES,
                        services("47", null),
                        CLIENT,
                        admitting(group("sg-1").in("47", null, null, "0.0.0.0/0"))),
                into(
                        "GRE with -1 as ports",
                        YES,
                        services("47", null),
                        CLIENT,
                        admitting(group("sg-1").in("47", -1, -1, "0.0.0.0/0"))),
                into(
                        "GRE with 0 as ports",
                        YES,
                        services("47", null),
                        CLIENT,
                        admitting(group("sg-1").in("47", 0, 0, "0.0.0.0/0"))),
                into(
                        "TCP where GRE is admitted",
                        NO,
                        ssh,
                        CLIENT,
                        admitting(group("sg-1").in("47", null, null, "0.0.0.0/0"))),
                into(
                        "ESP",
                        YES,
                        services("50", null),
                        CLIENT,
                        admitting(group("sg-1").in("50", null, null, "0.0.0.0/0"))),
                into(
                        "ESP where AH is admitted",
                        NO,
                        services("50", null),
                        CLIENT,
                        admitting(group("sg-1").in("51", null, null, "0.0.0.0/0"))),
                into(
                        "all types of ICMP",
                        YES,
                        services("icmp", null),
                        CLIENT,
                        admitting(group("sg-1").in("icmp", -1, -1, "0.0.0.0/0"))),
                into(
                        "one type of ICMP by its number",
                        YES,
                        services("icmp", null),
                        CLIENT,
                        admitting(group("sg-1").in("1", 8, -1, "0.0.0.0/0"))),
                into(
                        "one code of ICMP",
                        YES,
                        services("icmp", null),
                        CLIENT,
                        admitting(group("sg-1").in("icmp", 3, 4, "0.0.0.0/0"))),
                into(
                        "any protocol, of which one is admitted",
                        YES,
                        services("-1", null),
                        CLIENT,
                        admitting(group("sg-1").in("tcp", 22, 22, "0.0.0.0/0"))),
                into(
                        "any port, of which port 0 is admitted",
                        YES,
                        services("tcp", null),
                        CLIENT,
                        admitting(group("sg-1").in("tcp", 0, 0, "0.0.0.0/0"))),
                into(
                        "a port where port 0 is admitted",
                        NO,
                        ssh,
                        CLIENT,
                        admitting(group("sg-1").in("tcp", 0, 0, "0.0.0.0/0"))),
                into(
                        "an ACL that denies port 0",
                        YES,
                        ssh,
                        CLIENT,
                        filtered(in(50, false, "6", 0, 0, "0.0.0.0/0"), IN, OUT)),
                into(
                        "an ACL that allows all ports of TCP",
                        YES,
                        ssh,
                        CLIENT,
                        filtered(in(50, true, "6", 0, 65535, "0.0.0.0/0"), OUT)),
                into(
                        "an ACL that allows UDP",
                        NO,
                        ssh,
                        CLIENT,
                        filtered(in(50, true, "17", 0, 65535, "0.0.0.0/0"), OUT)),
                into(
                        "an ACL for echo requests and their answers",
                        YES,
                        services("icmp", null),
                        CLIENT,
                        Network.with(
                                admitting(group("sg-1").in("icmp", -1, -1, "0.0.0.0/0")),
                                filtered(
                                        in(50, true, "1", 8, -1, "0.0.0.0/0"),
                                        out(50, true, "1", 0, -1, "0.0.0.0/0")))),
                into(
                        "an ACL for answers of others",
                        NO,
                        services("icmp", null),
                        CLIENT,
                        Network.with(
                                admitting(group("sg-1").in("icmp", -1, -1, "0.0.0.0/0")),
                                filtered(in(50, true, "1", 0, -1, "9.0.0.0/8"), OUT))),
                into(
                        "an ACL whose entries are not in order",
                        YES,
                        ssh,
                        CLIENT,
                        filtered(
                                in(200, false, "-1", null, null, "0.0.0.0/0"),
                                in(100, true, "6", 22, 22, "0.0.0.0/0"),
                                OUT)),
                into(
                        "an ACL for IPv6 alone",
                        NO,
                        ssh,
                        CLIENT,
                        filtered(in(100, true, "-1", null, null, "::/0"), out(100, true, "-1", null, null, "::/0"))),
                into(
                        "an ACL for other clients",
                        NO,
                        ssh,
                        "8.8.9.9/32",
                        filtered(in(100, true, "6", 22, 22, "8.8.8.0/24"), OUT)),
                into(
                        "an ACL for the client",
                        YES,
                        ssh,
                        CLIENT,
                        filtered(in(100, true, "6", 22, 22, "8.8.8.0/24"), OUT)),
                into(
                        "an ACL that lets one answering port out",
                        YES,
                        ssh,
                        CLIENT,
                        filtered(IN, out(100, true, "6", 1024, 1024, "0.0.0.0/0"))),
                into(
                        "an ACL that lets answers out to low ports alone",
                        NO,
                        ssh,
                        CLIENT,
                        filtered(IN, out(100, true, "6", 1, 1023, "0.0.0.0/0"))),
                into(
                        "an ACL that stops answers to high ports",
                        YES,
                        ssh,
                        CLIENT,
                        filtered(IN, out(100, false, "6", 32768, 65535, "0.0.0.0/0"), OUT)),
                into("no ACL that is listed", UNKNOWN, ssh, CLIENT, "publicAcl", openAcl("acl-1", "subnet-7")));
    }
}
