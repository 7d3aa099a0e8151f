package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** Target groups, with a look-up of each one's targets, their health, and its attributes. */
@ApplicationScoped
class TargetGroupCollector
        extends DetailCollector<software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup, TargetGroup> {

    private static final String OF_ARN = ":targetgroup/";
    private static final String GONE = "TargetGroupNotFound";
    private static final String CLIENT_IP = "preserve_client_ip.enabled";
    private static final String CROSS_ZONE = "load_balancing.cross_zone.enabled";

    private static final Lookup<
                    software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup,
                    List<TargetHealthDescription>>
            HEALTH = Lookup.of(
                            AwsService.ELASTIC_LOAD_BALANCING,
                            "DescribeTargetHealth",
                            software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup::targetGroupArn,
                            (elb, arn) -> elb.describeTargetHealth(r -> r.targetGroupArn(arn)),
                            DescribeTargetHealthResponse::targetHealthDescriptions)
                    .map(targets -> UnreadableItem.requireEach("the id of a target", targets, TargetGroupCollector::id))
                    .gone(GONE)
                    .rechecked();

    private static final Lookup<
                    software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup,
                    List<TargetGroupAttribute>>
            ATTRIBUTES = Lookup.of(
                            AwsService.ELASTIC_LOAD_BALANCING,
                            "DescribeTargetGroupAttributes",
                            software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup::targetGroupArn,
                            (elb, arn) -> elb.describeTargetGroupAttributes(r -> r.targetGroupArn(arn)),
                            DescribeTargetGroupAttributesResponse::attributes)
                    .gone(GONE)
                    .rechecked();

    private static final Lookup<software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup, List<Tag>>
            TAGS = LoadBalancing.tags(
                    software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup::targetGroupArn, GONE);

    TargetGroupCollector() {
        super(
                TargetGroup.class,
                Listing.of(
                        AwsService.ELASTIC_LOAD_BALANCING,
                        "DescribeTargetGroups",
                        (elb, token) ->
                                elb.describeTargetGroups(r -> r.pageSize(400).marker(token)),
                        DescribeTargetGroupsResponse::nextMarker,
                        DescribeTargetGroupsResponse::targetGroups),
                software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup::targetGroupArn,
                List.of(HEALTH, ATTRIBUTES, TAGS));
    }

    @Override
    public List<String> events() {
        return List.of("elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets");
    }

    @Override
    Resource<TargetGroup> resource(
            AwsScope aws, Detail<software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup> detail) {
        var group = detail.item();
        Map<String, String> tags = Tags.of(detail.of(TAGS), Tag::key, Tag::value);
        TargetGroup attributes = new TargetGroup(
                group.targetTypeAsString(),
                group.protocolAsString(),
                group.port(),
                group.vpcId(),
                group.ipAddressTypeAsString(),
                Canonical.strings(group.loadBalancerArns().stream()),
                attribute(detail.of(ATTRIBUTES), CLIENT_IP)
                        .map(Boolean::valueOf)
                        .orElse(null),
                attribute(detail.of(ATTRIBUTES), CROSS_ZONE).orElse(null),
                group.healthCheckProtocolAsString(),
                group.healthCheckPort(),
                targets(detail.of(HEALTH)),
                null);
        String arn = group.targetGroupArn();
        String name = group.targetGroupName();
        return aws.resource(arn, LoadBalancing.id(OF_ARN, arn), Tags.name(tags, name), tags, attributes);
    }

    private static Optional<String> attribute(@Nullable List<TargetGroupAttribute> attributes, String key) {
        return Stream.ofNullable(attributes)
                .flatMap(List::stream)
                .filter(attribute -> key.equals(attribute.key()))
                .map(TargetGroupAttribute::value)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static @Nullable List<Target> targets(@Nullable List<TargetHealthDescription> targets) {
        return targets == null
                ? null
                : targets.stream()
                        .map(TargetGroupCollector::target)
                        .sorted(Comparator.comparing(Target::id)
                                .thenComparing(Target::port, Comparator.nullsFirst(Comparator.naturalOrder())))
                        .toList();
    }

    private static @Nullable String id(TargetHealthDescription described) {
        return described.target() == null ? null : described.target().id();
    }

    private static Target target(TargetHealthDescription described) {
        TargetHealth health = described.targetHealth();
        return new Target(
                described.target().id(),
                described.target().port(),
                described.target().availabilityZone(),
                health == null ? null : health.stateAsString(),
                health == null ? null : health.reasonAsString());
    }
}
