package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.muster.aws.KeptNetwork;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.CidrAssociation;
import io.muster.inventory.kind.InternetGateway;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.PrefixList;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import io.muster.inventory.kind.Vpc;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Networks and what guards them. */
class StandInNetworkTest extends StandInCollecting {

    @Test
    void vpcsAreReadAsTheyWereMade() {
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
                        kept().vpc(vpc.attributes().cidrAssociations())));
        assertThat(vpc.attributes().cidrAssociations())
                .extracting(CidrAssociation::cidr, CidrAssociation::state)
                .containsExactly(
                        tuple("10.20.0.0/16", "associated"),
                        tuple("10.21.0.0/16", "associated"),
                        tuple(estate.network().ipv6Cidr(), "associated"));
    }

    @Test
    void subnetsAreReadAsTheyWereMade() {
        assertThat(one(new SubnetCollector(), estate.network().publicSubnet()).attributes())
                .isEqualTo(kept().publicSubnet());
        assertThat(one(new SubnetCollector(), estate.network().privateSubnet()).attributes())
                .isEqualTo(kept().privateSubnet());
    }

    @Test
    void internetGateway() {
        Resource<InternetGateway> gateway =
                one(new InternetGatewayCollector(), estate.network().gateway());
        assertThat(gateway.name()).isEqualTo("door");
        assertThat(gateway.attributes()).isEqualTo(kept().internetGateway());
    }

    @Test
    void routeTable() {
        Resource<RouteTable> table =
                one(new RouteTableCollector(), estate.network().publicRoutes());
        assertThat(table.name()).isEqualTo("out");
        assertThat(table.attributes()).isEqualTo(kept().publicRoutes());
    }

    @Test
    void networkAcl() {
        Resource<NetworkAcl> acl =
                one(new NetworkAclCollector(), estate.network().acl());
        assertThat(acl.name()).isEqualTo("strict");
        assertThat(acl.attributes()).isEqualTo(kept().acl());
    }

    @Test
    void flowLog() {
        assertThat(one(new FlowLogCollector(), estate.network().flowLog()).attributes())
                .isEqualTo(kept().flowLog());
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
                .isEqualTo(kept().web());
        assertThat(group.attributes().ingress())
                .extracting(SecurityGroupRule::ruleId)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith("sgr-"));
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
                .isEqualTo(kept().prefixList());
        assertThat(all(new PrefixListCollector()))
                .extracting(Resource::attributes)
                .anyMatch(PrefixList::awsManaged);
    }

    private static KeptNetwork kept() {
        return new KeptNetwork(estate);
    }
}
