package io.muster.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetIpv6CidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcIpv6CidrBlockAssociation;

/** The VPCs of a region and what belongs to them: one for the workloads, and the default one that nobody deleted. */
final class Networks {

    private final Site site;

    Networks(Site site) {
        this.site = site;
    }

    List<Vpc> vpcs() {
        Vpc workloads = vpc(Tier.PUBLIC, "workloads")
                .isDefault(false)
                .ipv6CidrBlockAssociationSet(VpcIpv6CidrBlockAssociation.builder()
                        .ipv6CidrBlock(ipv6Prefix() + "00::/56")
                        .ipv6CidrBlockState(s -> s.state("associated"))
                        .build())
                .build();
        return List.of(workloads, vpc(Tier.DEFAULT, "default").isDefault(true).build());
    }

    List<Subnet> subnets() {
        List<Subnet> subnets = new ArrayList<>();
        for (Tier tier : Tier.values()) {
            for (int zone = 0; zone < Site.ZONES; zone++) {
                subnets.add(subnet(tier, zone));
            }
        }
        return subnets;
    }

    List<InternetGateway> internetGateways() {
        return List.of(internetGateway(Tier.PUBLIC), internetGateway(Tier.DEFAULT));
    }

    /** Only the workload VPC is recorded as a whole; of the default VPC one subnet is, and its delivery fails. */
    List<FlowLog> flowLogs() {
        FlowLog whole =
                flowLog(0, site.vpc(Tier.PUBLIC)).deliverLogsStatus("SUCCESS").build();
        FlowLog failing = flowLog(1, site.subnet(Tier.DEFAULT, 0))
                .deliverLogsStatus("FAILED")
                .deliverLogsErrorMessage("Access error")
                .build();
        return List.of(whole, failing);
    }

    List<ManagedPrefixList> prefixLists() {
        return Arrays.stream(DemoPrefixList.values()).map(this::prefixList).toList();
    }

    List<DemoPrefixListEntries> prefixListEntries() {
        return Arrays.stream(DemoPrefixList.values())
                .map(list -> DemoPrefixListEntries.of(site.prefixList(list), list.cidrs()))
                .toList();
    }

    /** The IPv6 address of an instance in a public subnet. */
    String ipv6Address(int zone, int host) {
        return ipv6Prefix() + "0" + zone + "::" + Integer.toHexString(host + 16);
    }

    private String ipv6Prefix() {
        return "2a05:d014:" + site.dice().hex("ipv6", 0).substring(0, 3) + "f:1" + site.regionNumber() % 10;
    }

    private Vpc.Builder vpc(Tier tier, String name) {
        return Vpc.builder()
                .vpcId(site.vpc(tier))
                .cidrBlock(tier.vpcCidr())
                .cidrBlockAssociationSet(VpcCidrBlockAssociation.builder()
                        .cidrBlock(tier.vpcCidr())
                        .cidrBlockState(s -> s.state("associated"))
                        .build())
                .state("available")
                .ownerId(site.accountId())
                .tags(Site.tags(name));
    }

    private Subnet subnet(Tier tier, int zone) {
        Subnet.Builder subnet = Subnet.builder()
                .subnetId(site.subnet(tier, zone))
                .vpcId(site.vpc(tier))
                .cidrBlock(tier.cidr(zone))
                .availabilityZone(site.zone(zone))
                .defaultForAz(tier == Tier.DEFAULT)
                .mapPublicIpOnLaunch(tier.exposed())
                .assignIpv6AddressOnCreation(false)
                .state("available")
                .ownerId(site.accountId())
                .blockPublicAccessStates(b -> b.internetGatewayBlockMode(Settings.blockMode(site)))
                .tags(Site.tags(tier.name().toLowerCase(Locale.ROOT) + "-" + site.zone(zone)));
        if (tier == Tier.PUBLIC) {
            subnet.ipv6CidrBlockAssociationSet(SubnetIpv6CidrBlockAssociation.builder()
                    .ipv6CidrBlock(ipv6Prefix() + "0" + zone + "::/64")
                    .ipv6CidrBlockState(s -> s.state("associated"))
                    .build());
        }
        return subnet.build();
    }

    private InternetGateway internetGateway(Tier tier) {
        return InternetGateway.builder()
                .internetGatewayId(site.gateway(tier))
                .attachments(InternetGatewayAttachment.builder()
                        .vpcId(site.vpc(tier))
                        .state("available")
                        .build())
                .ownerId(site.accountId())
                .build();
    }

    private FlowLog.Builder flowLog(int number, String resourceId) {
        return FlowLog.builder()
                .flowLogId(site.dice().id("fl-", number))
                .flowLogStatus("ACTIVE")
                .resourceId(resourceId)
                .trafficType("ALL")
                .logDestinationType("cloud-watch-logs")
                .logGroupName("/vpc/flow-logs")
                .creationTime(site.dice().past("flow log", number));
    }

    private ManagedPrefixList prefixList(DemoPrefixList list) {
        String owner = list.awsManaged() ? "AWS" : site.accountId();
        ManagedPrefixList.Builder prefixList = ManagedPrefixList.builder()
                .prefixListId(site.prefixList(list))
                .prefixListName(list.listName(site.region()))
                .prefixListArn("arn:aws:ec2:" + site.region() + ":" + owner.toLowerCase(Locale.ROOT) + ":prefix-list/"
                        + site.prefixList(list))
                .addressFamily("IPv4")
                .state("create-complete")
                .ownerId(owner);
        return list.awsManaged()
                ? prefixList.build()
                : prefixList.version(1L).maxEntries(10).build();
    }
}
