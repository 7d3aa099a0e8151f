package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ClassicListener;
import io.muster.inventory.kind.ClassicLoadBalancer;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.HealthCheck;
import software.amazon.awssdk.services.elasticloadbalancing.model.Instance;
import software.amazon.awssdk.services.elasticloadbalancing.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancing.model.ListenerDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancing.model.TagDescription;

/** Classic Load Balancers. A name is unique in its account and region, and makes the ARN. */
@ApplicationScoped
class ClassicLoadBalancerCollector extends DetailCollector<LoadBalancerDescription, ClassicLoadBalancer> {

    private static final Lookup<LoadBalancerDescription, List<Tag>> TAGS = Lookup.of(
                    AwsService.CLASSIC_LOAD_BALANCING,
                    "DescribeTags",
                    LoadBalancerDescription::loadBalancerName,
                    (elb, name) -> elb.describeTags(r -> r.loadBalancerNames(name)),
                    answer -> answer.tagDescriptions().stream()
                            .flatMap(described -> described.tags().stream())
                            .toList())
            .gone("LoadBalancerNotFound")
            .inBatches(LoadBalancing.MOST_TAGGED, ClassicLoadBalancerCollector::tags);

    ClassicLoadBalancerCollector() {
        super(
                ClassicLoadBalancer.class,
                Listing.of(
                        AwsService.CLASSIC_LOAD_BALANCING,
                        "DescribeLoadBalancers",
                        (elb, token) ->
                                elb.describeLoadBalancers(r -> r.pageSize(400).marker(token)),
                        DescribeLoadBalancersResponse::nextMarker,
                        DescribeLoadBalancersResponse::loadBalancerDescriptions),
                LoadBalancerDescription::loadBalancerName,
                List.of(TAGS));
    }

    @Override
    Resource<ClassicLoadBalancer> resource(AwsScope aws, Detail<LoadBalancerDescription> detail) {
        LoadBalancerDescription balancer = detail.item();
        Map<String, String> tags = tags(detail.of(TAGS));
        ClassicLoadBalancer attributes = new ClassicLoadBalancer(
                balancer.scheme(),
                balancer.dnsName(),
                balancer.vpcId(),
                Canonical.strings(balancer.subnets().stream()),
                Canonical.strings(balancer.availabilityZones().stream()),
                Canonical.strings(balancer.securityGroups().stream()),
                Canonical.strings(balancer.instances().stream().map(Instance::instanceId)),
                listeners(balancer),
                LaunchParts.part(balancer.healthCheck(), HealthCheck::target),
                balancer.createdTime());
        String name = balancer.loadBalancerName();
        return aws.resource(name, Tags.name(tags, name), tags, attributes);
    }

    private static Uni<Map<String, List<Tag>>> tags(AwsScope aws, List<String> names) {
        return aws.call(
                        AwsService.CLASSIC_LOAD_BALANCING,
                        "DescribeTags",
                        elb -> elb.describeTags(r -> r.loadBalancerNames(names)))
                .map(answer -> answer.tagDescriptions().stream()
                        .collect(Collectors.toMap(
                                TagDescription::loadBalancerName, TagDescription::tags, (one, same) -> one)));
    }

    private static Map<String, String> tags(@Nullable List<Tag> tags) {
        return Tags.of(tags, Tag::key, Tag::value);
    }

    private static List<ClassicListener> listeners(LoadBalancerDescription balancer) {
        return balancer.listenerDescriptions().stream()
                .map(ClassicLoadBalancerCollector::listener)
                .sorted(Comparator.comparing(ClassicListener::port, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    private static ClassicListener listener(ListenerDescription description) {
        Listener listener = description.listener() == null ? Listener.builder().build() : description.listener();
        return new ClassicListener(
                listener.loadBalancerPort(),
                listener.protocol(),
                listener.instancePort(),
                listener.instanceProtocol(),
                listener.sslCertificateId(),
                Canonical.strings(description.policyNames().stream()));
    }
}
