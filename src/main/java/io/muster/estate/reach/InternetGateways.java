package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.InternetGateway;
import io.muster.inventory.kind.ResourceKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The internet gateways by the VPC that they are attached to. */
final class InternetGateways {

    private final Estate estate;
    private final Map<String, String> byVpc = new HashMap<>();

    private InternetGateways(Estate estate) {
        this.estate = estate;
        for (Resource<InternetGateway> gateway : estate.stored(InternetGateway.class)) {
            if (estate.current(gateway)) {
                gateway.attributes().vpcIds().forEach(vpc -> byVpc.put(vpc, gateway.resourceId()));
            }
        }
    }

    static InternetGateways of(Estate estate) {
        return estate.view(InternetGateways.class, InternetGateways::new);
    }

    /** The one that is attached to the VPC. */
    Optional<String> of(String vpcId) {
        return Optional.ofNullable(byVpc.get(vpcId));
    }

    Gate gate(String vpcId) {
        Optional<String> gateway = of(vpcId);
        if (gateway.isPresent()) {
            return Gate.open(gateway.get(), ResourceKind.INTERNET_GATEWAY, "attached to " + vpcId);
        }
        return estate.knows(ResourceKind.INTERNET_GATEWAY)
                ? Gate.closed(vpcId, ResourceKind.VPC, "no internet gateway is attached to the VPC")
                : Gate.unknown(vpcId, ResourceKind.VPC, estate.missing(ResourceKind.INTERNET_GATEWAY));
    }
}
