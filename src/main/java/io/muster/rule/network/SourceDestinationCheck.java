package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.reach.SubnetTables;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Subnet;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A router or a firewall needs it off: one that a route leads to, or a host of containers, whose network routes itself. */
@Singleton
class SourceDestinationCheck extends RecordRule<NetworkInterface> {

    private static final Set<String> OF_INSTANCES = Set.of("interface", "efa", "branch");

    SourceDestinationCheck() {
        super(
                new RuleMetadata(
                        "ec2-eni-source-dest-check-disabled",
                        "Source/destination check is off",
                        Severity.MEDIUM,
                        Area.NETWORK,
                        ResourceKind.NETWORK_INTERFACE,
                        "The interface takes and sends traffic of other addresses: a machine that was taken over can pass"
                                + " itself off as another one, and forward between networks. Accepted where a route leads"
                                + " to the interface, or where the instance runs containers.",
                        "Turn it on: aws ec2 modify-network-interface-attribute --network-interface-id ID"
                                + " --source-dest-check, or source_dest_check = true in Terraform.",
                        List.of(
                                "https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html",
                                GroupRule.FSBP + "#ec2-180"),
                        List.of(Control.fsbp("EC2.180"))),
                NetworkInterface.class,
                ResourceKind.ROUTE_TABLE);
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.INSTANCE, ResourceKind.SUBNET);
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public Verdict judge(Resource<NetworkInterface> resource, Estate estate) {
        NetworkInterface eni = resource.attributes();
        if (eni.requesterManaged()
                || (eni.operator() != null && eni.operator().managed())
                || foreign(resource, eni.ownerId())
                || (eni.interfaceType() != null && !OF_INSTANCES.contains(eni.interfaceType()))) {
            return Verdict.notApplicable();
        }
        if (eni.sourceDestCheck() == null) {
            return Verdict.unknown("AWS does not tell whether the source/destination check of this interface is on");
        }
        if (eni.sourceDestCheck() || routes(resource, estate) || hostsContainers(eni, estate)) {
            return Verdict.pass();
        }
        return inSharedSubnet(resource, estate)
                ? Verdict.unknown("whether a route leads to the interface: another account has the tables of its VPC")
                : fail(
                        "The interface takes and sends traffic of other addresses, though no route leads to it.",
                        Evidence.of("networkInterfaceId", resource.resourceId())
                                .and("instanceId", eni.instanceId())
                                .and("subnetId", eni.subnetId())
                                .and("sourceDestCheck", false)
                                .facts());
    }

    /** Of a VPC that another account shares, AWS shows the tables of the shared subnets alone. */
    private static boolean inSharedSubnet(Resource<NetworkInterface> resource, Estate estate) {
        return Optional.ofNullable(resource.attributes().subnetId())
                .flatMap(id -> estate.find(Subnet.class, id))
                .filter(subnet -> foreign(resource, subnet.attributes().ownerId()))
                .isPresent();
    }

    private static boolean routes(Resource<NetworkInterface> resource, Estate estate) {
        String instance = resource.attributes().instanceId();
        SubnetTables tables = SubnetTables.of(estate);
        return tables.leadsTo(resource.resourceId()) || (instance != null && tables.leadsTo(instance));
    }

    private static boolean hostsContainers(NetworkInterface eni, Estate estate) {
        return Optional.ofNullable(eni.instanceId())
                .flatMap(id -> estate.stored(Instance.class, id))
                .filter(instance -> Baseline.hostsContainers(instance.tags()))
                .isPresent();
    }
}
