package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import java.util.List;

/** The path to an interface from addresses of its own VPC of which nothing else is known. */
record PrivateSources(Estate estate, Resource<NetworkInterface> eni) {

    static final String ANY_HOST = "groups and the network ACL of the source are not looked at";

    /** From anywhere in its own VPC; within its subnet, no network ACL counts. */
    Passage ofVpc() {
        String subnet = String.valueOf(eni.attributes().subnetId());
        CidrSet own = Subnets.of(estate).addresses(subnet);
        NetworkAcls acls = NetworkAcls.of(estate);
        return new Passage(List.of(
                        exempt(acls.in(subnet), own),
                        exempt(acls.answersOut(subnet), own).noting(ANY_HOST)))
                .with(Reach.of(estate).entry(eni));
    }

    /** Lets all through from, and to, the addresses of the subnet itself. */
    static Gate exempt(Gate gate, CidrSet own) {
        Admission inSubnet = Admission.exactly(Traffic.of(ServiceRange.ALL, own));
        return new Gate(
                gate.resourceId(),
                gate.kind(),
                gate.admits().union(inSubnet),
                gate.returning(),
                gate.passing(),
                gate.blocking(),
                gate.notes());
    }
}
