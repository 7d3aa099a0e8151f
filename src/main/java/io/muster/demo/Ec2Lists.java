package io.muster.demo;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.DescribeFlowLogsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * The EC2 operations that list resources of one type, page by page.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Operations.html">EC2 API actions</a>
 */
final class Ec2Lists {

    private final DemoCloud cloud;

    Ec2Lists(DemoCloud cloud) {
        this.cloud = cloud;
    }

    Map<String, Operation> operations() {
        return Map.ofEntries(
                entry("DescribeVpcs", vpcs()),
                entry("DescribeSubnets", subnets()),
                entry("DescribeInternetGateways", internetGateways()),
                entry("DescribeRouteTables", routeTables()),
                entry("DescribeNetworkAcls", networkAcls()),
                entry("DescribeNetworkInterfaces", networkInterfaces()),
                entry("DescribeSecurityGroups", securityGroups()),
                entry("DescribeVolumes", volumes()),
                entry("DescribeManagedPrefixLists", prefixLists()),
                entry("DescribeFlowLogs", flowLogs()));
    }

    private Operation vpcs() {
        return list(
                Vpc.class,
                "VpcId",
                "InvalidVpcID.NotFound",
                Pages.UP_TO_1000,
                (page, token) -> DescribeVpcsResponse.builder()
                        .vpcs(page)
                        .nextToken(token)
                        .build());
    }

    private Operation subnets() {
        return list(
                Subnet.class,
                "SubnetId",
                "InvalidSubnetID.NotFound",
                Pages.UP_TO_1000,
                (page, token) -> DescribeSubnetsResponse.builder()
                        .subnets(page)
                        .nextToken(token)
                        .build());
    }

    private Operation internetGateways() {
        return list(
                InternetGateway.class,
                "InternetGatewayId",
                "InvalidInternetGatewayID.NotFound",
                Pages.UP_TO_1000,
                (page, token) -> DescribeInternetGatewaysResponse.builder()
                        .internetGateways(page)
                        .nextToken(token)
                        .build());
    }

    private Operation routeTables() {
        return list(
                RouteTable.class,
                "RouteTableId",
                "InvalidRouteTableID.NotFound",
                Pages.UP_TO_100,
                (page, token) -> DescribeRouteTablesResponse.builder()
                        .routeTables(page)
                        .nextToken(token)
                        .build());
    }

    private Operation networkAcls() {
        return list(
                NetworkAcl.class,
                "NetworkAclId",
                "InvalidNetworkAclID.NotFound",
                Pages.UP_TO_1000,
                (page, token) -> DescribeNetworkAclsResponse.builder()
                        .networkAcls(page)
                        .nextToken(token)
                        .build());
    }

    private Operation networkInterfaces() {
        return new ListOperation<>(
                Selection.unlessHidden(
                        cloud,
                        NetworkInterface.class,
                        NetworkInterface::operator,
                        "NetworkInterfaceId",
                        "InvalidNetworkInterfaceID.NotFound"),
                Pages.UP_TO_1000,
                (page, token) -> DescribeNetworkInterfacesResponse.builder()
                        .networkInterfaces(page)
                        .nextToken(token)
                        .build());
    }

    private Operation securityGroups() {
        return list(
                SecurityGroup.class,
                "GroupId",
                "InvalidGroup.NotFound",
                Pages.UP_TO_1000,
                (page, token) -> DescribeSecurityGroupsResponse.builder()
                        .securityGroups(page)
                        .nextToken(token)
                        .build());
    }

    private Operation volumes() {
        return new ListOperation<>(
                Selection.unlessHidden(cloud, Volume.class, Volume::operator, "VolumeId", "InvalidVolume.NotFound"),
                Pages.CAPPED_AT_500,
                (page, token) -> DescribeVolumesResponse.builder()
                        .volumes(page)
                        .nextToken(token)
                        .build());
    }

    private Operation prefixLists() {
        return list(
                ManagedPrefixList.class,
                "PrefixListId",
                "InvalidPrefixListID.NotFound",
                Pages.FROM_1_TO_100,
                (page, token) -> DescribeManagedPrefixListsResponse.builder()
                        .prefixLists(page)
                        .nextToken(token)
                        .build());
    }

    private Operation flowLogs() {
        return list(
                FlowLog.class,
                "FlowLogId",
                "InvalidFlowLogId.NotFound",
                Pages.FROM_1_TO_1000,
                (page, token) -> DescribeFlowLogsResponse.builder()
                        .flowLogs(page)
                        .nextToken(token)
                        .build());
    }

    private <T> Operation list(
            Class<T> type,
            String idParameter,
            String notFound,
            Pages pages,
            BiFunction<List<T>, String, SdkPojo> response) {
        return new ListOperation<>(Selection.of(cloud, type, idParameter, notFound), pages, response);
    }
}
