package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Listener;
import io.muster.inventory.kind.ListenerRule;
import io.muster.inventory.kind.LoadBalancer;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Load balancers, with a look-up of each one's listeners, and of each listener's rules. */
@ApplicationScoped
class LoadBalancerCollector
        extends DetailCollector<
                software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer, LoadBalancer> {

    private static final String OF_ARN = ":loadbalancer/";
    private static final String GONE = "LoadBalancerNotFound";
    private static final String OF_GATEWAY = ":listener/gwy/";

    private static final Lookup<software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener, List<Rule>>
            RULES = Lookup.list(
                            AwsService.ELASTIC_LOAD_BALANCING,
                            "DescribeRules",
                            software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener::listenerArn,
                            (elb, arn, token) -> elb.describeRules(
                                    r -> r.listenerArn(arn).pageSize(400).marker(token)),
                            DescribeRulesResponse::nextMarker,
                            DescribeRulesResponse::rules)
                    .map(rules -> UnreadableItem.requireEach("the ARN of a rule", rules, Rule::ruleArn))
                    .gone("ListenerNotFound")
                    // of a Gateway Load Balancer's, which has no rules, AWS says that it is not there
                    .onlyIf(listener -> !String.valueOf(listener.listenerArn()).contains(OF_GATEWAY), List.of());

    private static final Lookup<
                    software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer,
                    List<Detail<software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener>>>
            LISTENERS = NestedLookup.each(
                            Lookup.list(
                                            AwsService.ELASTIC_LOAD_BALANCING,
                                            "DescribeListeners",
                                            software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer
                                                    ::loadBalancerArn,
                                            (elb, arn, token) -> elb.describeListeners(r -> r.loadBalancerArn(arn)
                                                    .pageSize(400)
                                                    .marker(token)),
                                            DescribeListenersResponse::nextMarker,
                                            DescribeListenersResponse::listeners)
                                    .gone(GONE),
                            List.of(RULES))
                    .rechecked();

    private static final Lookup<software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer, List<Tag>>
            TAGS = LoadBalancing.tags(
                    software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer::loadBalancerArn, GONE);

    LoadBalancerCollector() {
        super(
                LoadBalancer.class,
                Listing.of(
                        AwsService.ELASTIC_LOAD_BALANCING,
                        "DescribeLoadBalancers",
                        (elb, token) ->
                                elb.describeLoadBalancers(r -> r.pageSize(400).marker(token)),
                        DescribeLoadBalancersResponse::nextMarker,
                        DescribeLoadBalancersResponse::loadBalancers),
                software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer::loadBalancerArn,
                List.of(LISTENERS, TAGS));
    }

    @Override
    public List<String> events() {
        return List.of(
                "elasticloadbalancing:SetSecurityGroups",
                "elasticloadbalancing:SetSubnets",
                "elasticloadbalancing:SetIpAddressType");
    }

    @Override
    Resource<LoadBalancer> resource(
            AwsScope aws, Detail<software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer> detail) {
        var balancer = detail.item();
        Map<String, String> tags = Tags.of(detail.of(TAGS), Tag::key, Tag::value);
        LoadBalancer attributes = new LoadBalancer(
                balancer.typeAsString(),
                balancer.schemeAsString(),
                balancer.state() == null ? null : balancer.state().codeAsString(),
                balancer.dnsName(),
                balancer.ipAddressTypeAsString(),
                balancer.vpcId(),
                Canonical.strings(balancer.availabilityZones().stream().map(AvailabilityZone::subnetId)),
                Canonical.strings(balancer.securityGroups().stream()),
                balancer.enforceSecurityGroupInboundRulesOnPrivateLinkTraffic(),
                listeners(detail.of(LISTENERS)),
                balancer.createdTime(),
                null);
        String arn = balancer.loadBalancerArn();
        String name = balancer.loadBalancerName();
        return aws.resource(arn, LoadBalancing.id(OF_ARN, arn), Tags.name(tags, name), tags, attributes);
    }

    private static @Nullable List<Listener> listeners(
            @Nullable List<Detail<software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener>> listeners) {
        return listeners == null
                ? null
                : listeners.stream()
                        .map(LoadBalancerCollector::listener)
                        .sorted(Comparator.comparing(
                                        Listener::port, Comparator.nullsFirst(Comparator.<Integer>naturalOrder()))
                                .thenComparing(Listener::arn))
                        .toList();
    }

    private static Listener listener(
            Detail<software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener> detail) {
        var listener = detail.item();
        return new Listener(
                UnreadableItem.require("the listener's ARN", listener.listenerArn(), listener.loadBalancerArn()),
                listener.port(),
                listener.protocolAsString(),
                listener.sslPolicy(),
                Canonical.strings(listener.certificates().stream().map(Certificate::certificateArn)),
                actions(listener.defaultActions()),
                targetGroups(listener.defaultActions()),
                idle(listener.defaultActions()),
                rules(detail.of(RULES)));
    }

    /** The rules in the order in which the listener tries them: those with numbers, then the default one. */
    private static @Nullable List<ListenerRule> rules(@Nullable List<Rule> rules) {
        return rules == null
                ? null
                : rules.stream()
                        .sorted(Comparator.comparing(LoadBalancerCollector::place)
                                .thenComparing(Rule::ruleArn))
                        .map(rule -> new ListenerRule(
                                rule.ruleArn(),
                                rule.priority(),
                                Canonical.strings(rule.conditions().stream().map(RuleCondition::field)),
                                EveryRequest.meets(rule.conditions()),
                                actions(rule.actions()),
                                targetGroups(rule.actions()),
                                idle(rule.actions())))
                        .toList();
    }

    private static int place(Rule rule) {
        String priority = rule.priority();
        return priority != null && priority.matches("\\d{1,9}") ? Integer.parseInt(priority) : Integer.MAX_VALUE;
    }

    private static List<String> actions(List<Action> actions) {
        return actions.stream()
                .sorted(Comparator.comparing(Action::order, Comparator.nullsFirst(Comparator.naturalOrder())))
                .map(Action::typeAsString)
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private static List<String> targetGroups(List<Action> actions) {
        return Canonical.strings(actions.stream()
                .flatMap(action -> Stream.concat(
                        Stream.ofNullable(action.targetGroupArn()),
                        Stream.ofNullable(action.forwardConfig())
                                .flatMap(forward -> forward.targetGroups().stream())
                                .map(TargetGroupTuple::targetGroupArn))));
    }

    /**
     * The groups of weight 0 beside one with more, <a
     * href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html">which get none of the
     * requests</a>, but of clients whom stickiness keeps at a group. Whether anything is forwarded to groups that all have the weight 0, AWS
     * does not say.
     */
    private static @Nullable List<String> idle(List<Action> actions) {
        List<String> idle = Canonical.strings(actions.stream()
                .flatMap(action -> Stream.ofNullable(action.forwardConfig()))
                .filter(forward -> !isSticky(forward))
                .map(ForwardActionConfig::targetGroups)
                .filter(groups -> !groups.stream().allMatch(LoadBalancerCollector::weighsNothing))
                .flatMap(List::stream)
                .filter(LoadBalancerCollector::weighsNothing)
                .map(TargetGroupTuple::targetGroupArn));
        return idle.isEmpty() ? null : idle;
    }

    private static boolean isSticky(ForwardActionConfig forward) {
        return forward.targetGroupStickinessConfig() != null
                && Boolean.TRUE.equals(forward.targetGroupStickinessConfig().enabled());
    }

    private static boolean weighsNothing(TargetGroupTuple group) {
        return Integer.valueOf(0).equals(group.weight());
    }
}
