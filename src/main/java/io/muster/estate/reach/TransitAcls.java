package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import jakarta.annotation.Nullable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The network ACLs on the way from or to an interface over a transit gateway: those of the interfaces' subnets, and those of
 * the subnets in which the attachments of their VPCs are. None counts from an attachment to an interface in its own subnet.
 *
 * @param source the subnet that the packets come from; null where they come from a network that is no VPC
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html">Network ACLs for transit gateways</a>
 */
record TransitAcls(Estate estate, String gateway, @Nullable String source) {

    /** A gate that looks at the address of the interface, for any address at the other side. */
    static Gate ofOwn(Resource<NetworkInterface> eni, Gate gate) {
        List<Gate> seen = HostPair.addresses(eni)
                .map(address -> gate.readdressed(address, CidrSet.ANY.only(address.family())))
                .toList();
        return seen.isEmpty()
                ? gate
                : seen.get(0).admitting(seen.stream().map(Gate::admits).reduce(Admission.NOTHING, Admission::union));
    }

    /**
     * The ACLs between the interface that sends and the gateway. Whether inbound entries count where the attachment is in the source's own subnet is
     * not clear from what AWS documents: where they would stop the traffic, the way is doubtful.
     */
    List<Gate> leaving(Resource<NetworkInterface> from, Function<String, Gate> out, Function<String, Gate> in) {
        String own = String.valueOf(from.attributes().subnetId());
        AttachmentSubnets.Passed passed = passed(from);
        Map<String, Gate> gates = new LinkedHashMap<>();
        for (String subnet : passed.subnets()) {
            Gate gate = in.apply(subnet);
            Gate counted = subnet.equals(own)
                    ? gate.doubted("whether inbound entries of " + own + " count on the way to " + gateway)
                    : passed.told() ? gate : gate.doubted(where(from));
            gates.putIfAbsent(gate.resourceId(), counted);
        }
        return Stream.concat(Stream.of(out.apply(own)), gates.values().stream()).toList();
    }

    /** The ACLs between the gateway and the interface that receives. */
    List<Gate> entering(Resource<NetworkInterface> to, Function<String, Gate> out, Function<String, Gate> in) {
        String own = String.valueOf(to.attributes().subnetId());
        AttachmentSubnets.Passed passed = passed(to);
        boolean mayBeOwn = passed.subnets().contains(own);
        if (mayBeOwn && passed.told()) {
            return List.of();
        }
        Map<String, Gate> gates = new LinkedHashMap<>();
        for (String subnet : passed.subnets()) {
            if (!subnet.equals(own)) {
                Gate gate = out.apply(subnet);
                gates.putIfAbsent(gate.resourceId(), passed.told() ? gate : gate.doubted(where(to)));
            }
        }
        Gate last = in.apply(own);
        return Stream.concat(gates.values().stream(), Stream.of(mayBeOwn ? last.doubted(where(to)) : last))
                .toList();
    }

    private String where(Resource<NetworkInterface> end) {
        return "by which subnet of " + end.attributes().vpcId() + " the traffic of " + gateway + " passes";
    }

    private AttachmentSubnets.Passed passed(Resource<NetworkInterface> end) {
        return new AttachmentSubnets(estate, gateway, source)
                .passed(
                        String.valueOf(end.attributes().vpcId()),
                        String.valueOf(end.attributes().subnetId()));
    }
}
