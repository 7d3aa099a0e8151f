package io.muster.collect;

import io.muster.inventory.kind.AcceleratorEndpoint;
import io.muster.inventory.kind.AcceleratorEndpointGroup;
import io.muster.inventory.kind.PortOverride;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import jakarta.annotation.Nullable;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.globalaccelerator.model.EndpointDescription;
import software.amazon.awssdk.services.globalaccelerator.model.EndpointGroup;

/** The endpoints of an accelerator's listener. */
final class AcceleratorEndpoints {

    private AcceleratorEndpoints() {}

    /** Null where they are unknown. */
    static @Nullable List<AcceleratorEndpointGroup> of(Scope scope, @Nullable List<EndpointGroup> groups) {
        return groups == null
                ? null
                : groups.stream()
                        .map(group -> group(scope, group))
                        .sorted(Comparator.comparing(AcceleratorEndpointGroup::arn))
                        .toList();
    }

    private static AcceleratorEndpointGroup group(Scope scope, EndpointGroup group) {
        Float dial = group.trafficDialPercentage();
        return new AcceleratorEndpointGroup(
                UnreadableItem.require("the endpoint group's ARN", group.endpointGroupArn()),
                group.endpointGroupRegion(),
                dial == null ? null : dial.doubleValue(),
                Canonical.records(group.portOverrides().stream()
                        .map(override -> new PortOverride(override.listenerPort(), override.endpointPort()))),
                group.endpointDescriptions().stream()
                        .map(endpoint -> endpoint(scope, group.endpointGroupRegion(), endpoint))
                        .sorted(Comparator.comparing(
                                AcceleratorEndpoint::endpointId, Comparator.nullsFirst(Comparator.naturalOrder())))
                        .toList());
    }

    private static AcceleratorEndpoint endpoint(Scope scope, @Nullable String region, EndpointDescription endpoint) {
        return new AcceleratorEndpoint(
                endpoint.endpointId(),
                arn(scope, region, endpoint.endpointId()),
                endpoint.weight(),
                endpoint.clientIPPreservationEnabled(),
                endpoint.healthStateAsString());
    }

    /** An id is of the endpoint group's region, in the accelerator's account. */
    private static @Nullable String arn(Scope scope, @Nullable String region, @Nullable String id) {
        if (id == null || id.startsWith("arn:") || region == null) {
            return id != null && id.startsWith("arn:") ? id : null;
        }
        return ResourceKind.ofId(id)
                .map(kind -> new Scope(scope.partition(), scope.accountId(), region).arn(kind, id))
                .orElse(null);
    }
}
