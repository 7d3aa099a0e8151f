package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.subnet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.ServiceRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A VPC with hosts in two subnets, and a host in another VPC; a test replaces a part of the network, or adds one. */
final class Hosts {

    static final ServiceRange SSH = ServiceRange.asked("tcp", 22).orElseThrow();
    static final MadeInterface A =
            eni("eni-a").of("i-a").in("subnet-1").privateIps("10.0.1.10").groups("sg-a");
    static final MadeInterface B =
            eni("eni-b").of("i-b").in("subnet-2").privateIps("10.0.2.10").groups("sg-b");
    static final MadeInterface NEAR =
            eni("eni-c").of("i-c").in("subnet-1").privateIps("10.0.1.20").groups("sg-b");
    static final MadeInterface FAR = eni("eni-d")
            .of("i-d")
            .inVpc("vpc-2")
            .in("subnet-9")
            .privateIps("10.9.0.10")
            .groups("sg-b");

    private Hosts() {}

    static Map<String, Estates.Made<?>> network(Object... changes) {
        Map<String, Estates.Made<?>> parts = new LinkedHashMap<>();
        parts.put("vpc", Made.vpc("vpc-1", false, Estates.ACCOUNT));
        parts.put("gateway", gateway("igw-1", "vpc-1"));
        parts.put("one", subnet("subnet-1", "vpc-1", "10.0.1.0/24", null, "off"));
        parts.put("two", subnet("subnet-2", "vpc-1", "10.0.2.0/24", null, "off"));
        parts.put("table", mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local")));
        parts.put("far", mainTable("rtb-9", "vpc-2", route("10.9.0.0/16", "local")));
        parts.put("acl", openAcl("acl-1", "subnet-1", "subnet-2", "subnet-9"));
        parts.put("groupA", group("sg-a").out("-1", null, null, "0.0.0.0/0"));
        parts.put("groupB", group("sg-b").in("tcp", 22, 22, "10.0.1.0/24"));
        return Network.changed(parts, changes);
    }

    static Estate estate(Map<String, Estates.Made<?>> parts) {
        return Network.estate(parts.values().toArray(Estates.Made[]::new));
    }

    static Endpoint host(MadeInterface eni) {
        return new Endpoint.Host(List.of(eni.resource()));
    }
}
