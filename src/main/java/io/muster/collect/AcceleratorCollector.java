package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Accelerator;
import io.muster.inventory.kind.AcceleratorListener;
import io.muster.inventory.kind.PortRange;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.globalaccelerator.model.EndpointGroup;
import software.amazon.awssdk.services.globalaccelerator.model.ListAcceleratorsResponse;
import software.amazon.awssdk.services.globalaccelerator.model.ListEndpointGroupsResponse;
import software.amazon.awssdk.services.globalaccelerator.model.ListListenersResponse;
import software.amazon.awssdk.services.globalaccelerator.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.globalaccelerator.model.Listener;
import software.amazon.awssdk.services.globalaccelerator.model.Tag;

/**
 * Standard accelerators, with a look-up of each one's listeners, and of each listener's endpoint groups. Global Accelerator is
 * in the partition {@code aws} alone: elsewhere there are none.
 */
@ApplicationScoped
class AcceleratorCollector
        extends DetailCollector<software.amazon.awssdk.services.globalaccelerator.model.Accelerator, Accelerator> {

    private static final String GONE = "AcceleratorNotFoundException";

    private static final Lookup<Listener, List<EndpointGroup>> ENDPOINT_GROUPS = Lookup.list(
                    AwsService.GLOBAL_ACCELERATOR,
                    "ListEndpointGroups",
                    Listener::listenerArn,
                    (accelerators, arn, token) -> accelerators.listEndpointGroups(
                            r -> r.listenerArn(arn).maxResults(100).nextToken(token)),
                    ListEndpointGroupsResponse::nextToken,
                    ListEndpointGroupsResponse::endpointGroups)
            .gone("ListenerNotFoundException");

    private static final Lookup<
                    software.amazon.awssdk.services.globalaccelerator.model.Accelerator, List<Detail<Listener>>>
            LISTENERS = NestedLookup.each(
                            Lookup.list(
                                            AwsService.GLOBAL_ACCELERATOR,
                                            "ListListeners",
                                            software.amazon.awssdk.services.globalaccelerator.model.Accelerator
                                                    ::acceleratorArn,
                                            (accelerators, arn, token) ->
                                                    accelerators.listListeners(r -> r.acceleratorArn(arn)
                                                            .maxResults(100)
                                                            .nextToken(token)),
                                            ListListenersResponse::nextToken,
                                            ListListenersResponse::listeners)
                                    .gone(GONE),
                            List.of(ENDPOINT_GROUPS))
                    .rechecked();

    private static final Lookup<software.amazon.awssdk.services.globalaccelerator.model.Accelerator, List<Tag>> TAGS =
            Lookup.of(
                            AwsService.GLOBAL_ACCELERATOR,
                            "ListTagsForResource",
                            software.amazon.awssdk.services.globalaccelerator.model.Accelerator::acceleratorArn,
                            (accelerators, arn) -> accelerators.listTagsForResource(r -> r.resourceArn(arn)),
                            ListTagsForResourceResponse::tags)
                    .gone(GONE)
                    .rechecked();

    AcceleratorCollector() {
        super(
                Accelerator.class,
                Listing.of(
                        AwsService.GLOBAL_ACCELERATOR,
                        "ListAccelerators",
                        (accelerators, token) -> accelerators.listAccelerators(
                                r -> r.maxResults(100).nextToken(token)),
                        ListAcceleratorsResponse::nextToken,
                        ListAcceleratorsResponse::accelerators),
                software.amazon.awssdk.services.globalaccelerator.model.Accelerator::acceleratorArn,
                List.of(LISTENERS, TAGS));
    }

    @Override
    public List<String> events() {
        return List.of("globalaccelerator:AddEndpoints", "globalaccelerator:RemoveEndpoints");
    }

    @Override
    Resource<Accelerator> resource(
            AwsScope aws, Detail<software.amazon.awssdk.services.globalaccelerator.model.Accelerator> detail) {
        var accelerator = detail.item();
        Map<String, String> tags = tags(detail.of(TAGS));
        Accelerator attributes = new Accelerator(
                accelerator.statusAsString(),
                accelerator.enabled(),
                accelerator.dnsName(),
                accelerator.dualStackDnsName(),
                accelerator.ipAddressTypeAsString(),
                Canonical.strings(accelerator.ipSets().stream().flatMap(set -> set.ipAddresses().stream())),
                listeners(aws, detail.of(LISTENERS)),
                accelerator.createdTime(),
                null);
        String arn = accelerator.acceleratorArn();
        return aws.resource(
                arn, arn.substring(arn.lastIndexOf('/') + 1), Tags.name(tags, accelerator.name()), tags, attributes);
    }

    private static Map<String, String> tags(@Nullable List<Tag> tags) {
        return Tags.of(tags, Tag::key, Tag::value);
    }

    private static @Nullable List<AcceleratorListener> listeners(
            AwsScope aws, @Nullable List<Detail<Listener>> listeners) {
        return listeners == null
                ? null
                : listeners.stream()
                        .map(listener -> listener(aws, listener))
                        .sorted(Comparator.comparing(AcceleratorListener::arn))
                        .toList();
    }

    private static AcceleratorListener listener(AwsScope aws, Detail<Listener> detail) {
        Listener listener = detail.item();
        return new AcceleratorListener(
                UnreadableItem.require("the listener's ARN", listener.listenerArn()),
                listener.protocolAsString(),
                Canonical.records(
                        listener.portRanges().stream().map(range -> new PortRange(range.fromPort(), range.toPort()))),
                listener.clientAffinityAsString(),
                AcceleratorEndpoints.of(aws.scope(), detail.of(ENDPOINT_GROUPS)));
    }
}
