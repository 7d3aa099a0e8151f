package io.muster.estate;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.FlowLog;
import io.muster.inventory.kind.NetworkInterface;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The VPCs, subnets and interfaces that the active flow logs of an estate record. */
public final class FlowLogCoverage {

    private static final String ACTIVE = "ACTIVE";

    private final Set<String> recorded;

    private FlowLogCoverage(Estate estate) {
        recorded = estate.all(FlowLog.class).stream()
                .filter(log -> ACTIVE.equals(log.attributes().logStatus()))
                .map(log -> log.attributes().resourceIdLogged())
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(HashSet::new));
    }

    public static FlowLogCoverage of(Estate estate) {
        return estate.view(FlowLogCoverage.class, FlowLogCoverage::new);
    }

    /** Whether there is a flow log of the very VPC, subnet or interface. */
    public boolean records(String resourceId) {
        return recorded.contains(resourceId);
    }

    /** Whether the interface is recorded, by a flow log of its own, of its subnet or of its VPC. */
    public boolean records(Resource<NetworkInterface> eni) {
        return recorded.contains(eni.resourceId())
                || recorded.contains(eni.attributes().subnetId())
                || recorded.contains(eni.attributes().vpcId());
    }
}
