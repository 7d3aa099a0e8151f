package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.muster.aws.AwsEstate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.CidrAssociation;
import io.muster.inventory.kind.FlowLog;
import io.muster.inventory.kind.InternetGateway;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.PrefixList;
import io.muster.inventory.kind.PrefixListEntry;
import io.muster.inventory.kind.ReferencedGroup;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import io.muster.inventory.kind.Subnet;
import io.muster.inventory.kind.Vpc;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Networks and what guards them. */
class StandInNetworkTest extends StandInCollecting {

    @Test
    void vpc() {
        Resource<Vpc> vpc = one(new VpcCollector(), estate.network().vpc());
        assertThat(vpc)
                .isEqualTo(new Resource<>(
                        "arn:aws:ec2:eu-central-1:123456789012:vpc/"
                                + estate.network().vpc(),
                        ResourceKind.VPC,
                        aws.scope(),
                        estate.network().vpc(),
                        "prod",
                        Map.of("Name", "prod"),
                        new Vpc(
                                List.of("10.20.0.0/16", "10.21.0.0/16"),
                                List.of(estate.network().ipv6Cidr()),
                                false,
                                ACCOUNT,
                                null,
                                vpc.attributes().cidrAssociations())));
        assertThat(vpc.attributes().cidrAssociations())
                .extracting(CidrAssociation::cidr, CidrAssociation::state)
                .containsExactly(
                        tuple("10.20.0.0/16", "associated"),
                        tuple("10.21.0.0/16", "associated"),
                        tuple(estate.network().ipv6Cidr(), "associated"));
    }

    @Test
    void subnets() {
        String vpc = estate.network().vpc();
        assertThat(one(new SubnetCollector(), estate.network().publicSubnet()).attributes())
                .isEqualTo(new Subnet(
                        vpc,
                        "10.20.1.0/24",
                        // moto lists the association without its range; MappingTest has it.
                        List.of(),
                        AwsEstate.ZONE,
                        true,
                        true,
                        null,
                        ACCOUNT));
        assertThat(one(new SubnetCollector(), estate.network().privateSubnet()).attributes())
                .isEqualTo(new Subnet(vpc, "10.20.2.0/24", List.of(), "eu-central-1b", false, false, null, ACCOUNT));
    }

    @Test
    void internetGateway() {
        Resource<InternetGateway> gateway =
                one(new InternetGatewayCollector(), estate.network().gateway());
        assertThat(gateway.name()).isEqualTo("door");
        assertThat(gateway.attributes())
                .isEqualTo(new InternetGateway(List.of(estate.network().vpc())));
    }

    @Test
    void routeTable() {
        String gateway = estate.network().gateway();
        Resource<RouteTable> table =
                one(new RouteTableCollector(), estate.network().publicRoutes());
        assertThat(table.name()).isEqualTo("out");
        assertThat(table.attributes())
                .isEqualTo(new RouteTable(
                        estate.network().vpc(),
                        false,
                        List.of(estate.network().publicSubnet()),
                        List.of(),
                        List.of(
                                new Route(
                                        "0.0.0.0/0",
                                        gateway,
                                        ResourceKind.INTERNET_GATEWAY,
                                        "active",
                                        false,
                                        "CreateRoute",
                                        null),
                                new Route("10.20.0.0/16", "local", null, "active", false, "CreateRouteTable", null),
                                new Route("10.21.0.0/16", "local", null, "active", false, "CreateRouteTable", null),
                                new Route(
                                        estate.network().ipv6Cidr(),
                                        "local",
                                        null,
                                        "active",
                                        false,
                                        "CreateRouteTable",
                                        null),
                                new Route(
                                        "::/0",
                                        gateway,
                                        ResourceKind.INTERNET_GATEWAY,
                                        "active",
                                        false,
                                        "CreateRoute",
                                        null)),
                        ACCOUNT,
                        null));
    }

    @Test
    void networkAcl() {
        Resource<NetworkAcl> acl =
                one(new NetworkAclCollector(), estate.network().acl());
        assertThat(acl.name()).isEqualTo("strict");
        assertThat(acl.attributes())
                .isEqualTo(new NetworkAcl(
                        estate.network().vpc(),
                        false,
                        List.of(estate.network().privateSubnet()),
                        List.of(
                                new NetworkAclEntry(90, false, false, "-1", null, null, "::/0"),
                                new NetworkAclEntry(100, false, true, "6", 443, 444, "0.0.0.0/0"),
                                // moto forgets ICMP types; MappingTest has them.
                                new NetworkAclEntry(100, true, true, "1", null, null, "10.0.0.0/8")),
                        ACCOUNT));
    }

    @Test
    void flowLog() {
        // The log group does not exist, which moto tells as AWS does.
        assertThat(one(new FlowLogCollector(), estate.network().flowLog()).attributes())
                .isEqualTo(new FlowLog(
                        "ACTIVE",
                        "FAILED",
                        "Access error",
                        "REJECT",
                        estate.network().vpc(),
                        "cloud-watch-logs"));
    }

    @Test
    void securityGroup() {
        Resource<SecurityGroup> group =
                one(new SecurityGroupCollector(), estate.groups().web());
        assertThat(group.name()).isEqualTo("web");
        assertThat(group.tags()).isEqualTo(Map.of("team", "platform"));
        assertThat(group.attributes())
                .usingRecursiveComparison()
                .ignoringFields("ingress.ruleId", "egress.ruleId")
                .isEqualTo(new SecurityGroup(
                        "web",
                        "The group web",
                        estate.network().vpc(),
                        false,
                        ACCOUNT,
                        List.of(
                                rule("icmp", null, null, "10.0.0.0/8", null, null, "From 10.0.0.0/8"),
                                rule("tcp", 22, 22, null, null, estate.groups().bastion(), null),
                                rule("tcp", 443, 443, "0.0.0.0/0", null, null, "From 0.0.0.0/0"),
                                rule("tcp", 443, 443, "::/0", null, null, null),
                                rule("udp", 8080, 8090, null, estate.groups().prefixList(), null, null)),
                        List.of(
                                rule("-1", null, null, "0.0.0.0/0", null, null, null),
                                rule("-1", null, null, "::/0", null, null, null))));
        assertThat(group.attributes().ingress())
                .extracting(SecurityGroupRule::ruleId)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith("sgr-"));
    }

    private static SecurityGroupRule rule(
            String protocol, Integer from, Integer to, String cidr, String list, String group, String description) {
        ReferencedGroup referenced = group == null
                ? null
                : new ReferencedGroup(
                        "arn:aws:ec2:eu-central-1:" + ACCOUNT + ":security-group/" + group, ACCOUNT, null, null, null);
        return new SecurityGroupRule(null, protocol, from, to, cidr, list, group, description, referenced);
    }

    @Test
    void defaultSecurityGroups() {
        assertThat(all(new SecurityGroupCollector()))
                .filteredOn(group ->
                        estate.network().vpc().equals(group.attributes().vpcId()))
                .filteredOn(group -> group.attributes().isDefault())
                .hasSize(1);
    }

    @Test
    void prefixList() {
        assertThat(one(new PrefixListCollector(), estate.groups().prefixList()).attributes())
                .isEqualTo(new PrefixList(
                        "offices",
                        ACCOUNT,
                        "IPv4",
                        1L,
                        List.of(
                                new PrefixListEntry("192.0.2.0/24", "The range 192.0.2.0/24"),
                                new PrefixListEntry("198.51.100.0/24", "The range 198.51.100.0/24"))));
        assertThat(all(new PrefixListCollector()))
                .extracting(Resource::attributes)
                .anyMatch(PrefixList::awsManaged);
    }
}
