package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.estate.reach.PublicAddresses;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.InstanceRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Over all interfaces and both families: what EC2 shows on the instance is the primary IPv4 address alone. */
@Singleton
class InstancePublicIp extends InstanceRule {

    InstancePublicIp() {
        super(
                new RuleMetadata(
                        "ec2-instance-public-ip",
                        "Instance has a public address",
                        Severity.MEDIUM,
                        Area.NETWORK,
                        ResourceKind.INSTANCE,
                        "An instance with a public address becomes reachable as soon as a security group or a route is opened"
                                + " by mistake. The address alone does not make the instance reachable.",
                        "Run the instance in a private subnet, behind a load balancer or a NAT gateway; release Elastic"
                                + " IP addresses, and turn off the subnet's assignment of public ones.",
                        List.of(
                                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html",
                                GroupRule.FSBP + "#ec2-9"),
                        List.of(Control.fsbp("EC2.9"), Control.prowler("ec2_instance_public_ip"))),
                ResourceKind.NETWORK_INTERFACE);
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.SUBNET);
    }

    @Override
    protected Verdict judge(Resource<Instance> resource, Instance instance, Estate estate) {
        List<Map<String, Object>> exposed = Interfaces.of(estate).ofInstance(resource.resourceId()).stream()
                .filter(eni -> !PublicAddresses.of(eni.attributes(), estate).isEmpty())
                .map(eni -> facts(eni, estate))
                .toList();
        return exposed.isEmpty() && instance.publicIp() == null
                ? Verdict.pass()
                : fail(
                        "The instance has a public address.",
                        Evidence.of("networkInterfaces", exposed)
                                .and("publicIp", instance.publicIp())
                                .and("state", instance.state().name())
                                .facts());
    }

    private static Map<String, Object> facts(Resource<NetworkInterface> eni, Estate estate) {
        return Evidence.of("networkInterfaceId", eni.resourceId())
                .and("addresses", PublicAddresses.of(eni.attributes(), estate))
                .facts();
    }
}
