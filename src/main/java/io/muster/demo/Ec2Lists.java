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
                entry(
                        "DescribeVpcs",
                        list(
                                Vpc.class,
                                "VpcId",
                                "InvalidVpcID.NotFound",
                                Pages.UP_TO_1000,
                                (items, token) -> DescribeVpcsResponse.builder()
                                        .vpcs(items)
                                        .nextToken(token)
                                        .build())),
                entry(
                        "DescribeSubnets",
                        list(
                                Subnet.class,
                                "SubnetId",
                                "InvalidSubnetID.NotFound",
                                Pages.UP_TO_1000,
                                (items, token) -> DescribeSubnetsResponse.builder()
                                        .subnets(items)
                                        .nextToken(token)
                                        .build())),
                entry(
                        "DescribeInternetGateways",
                        list(
                                InternetGateway.class,
                                "InternetGatewayId",
                                "InvalidInternetGatewayID.NotFound",
                                Pages.UP_TO_1000,
                                (items, token) -> DescribeInternetGatewaysResponse.builder()
                                        .internetGateways(items)
                                        .nextToken(token)
                                        .build())),
                entry(
                        "DescribeRouteTables",
                        list(
                                RouteTable.class,
                                "RouteTableId",
                                "InvalidRouteTableID.NotFound",
                                Pages.UP_TO_100,
                                (items, token) -> DescribeRouteTablesResponse.builder()
                                        .routeTables(items)
                                        .nextToken(token)
                                        .build())),
                entry(
                        "DescribeNetworkAcls",
                        list(
                                NetworkAcl.class,
                                "NetworkAclId",
                                "InvalidNetworkAclID.NotFound",
                                Pages.UP_TO_1000,
                                (items, token) -> DescribeNetworkAclsResponse.builder()
                                        .networkAcls(items)
                                        .nextToken(token)
                                        .build())),
                entry(
                        "DescribeNetworkInterfaces",
                        list(
                                NetworkInterface.class,
                                "NetworkInterfaceId",
                                "InvalidNetworkInterfaceID.NotFound",
                                Pages.UP_TO_1000,
                                (items, token) -> DescribeNetworkInterfacesResponse.builder()
                                        .networkInterfaces(items)
                                        .nextToken(token)
                                        .build())),
                entry(
                        "DescribeSecurityGroups",
                        list(
                                SecurityGroup.class,
                                "GroupId",
                                "InvalidGroup.NotFound",
                                Pages.UP_TO_1000,
                                (items, token) -> DescribeSecurityGroupsResponse.builder()
                                        .securityGroups(items)
                                        .nextToken(token)
                                        .build())),
                entry(
                        "DescribeVolumes",
                        list(
                                Volume.class,
                                "VolumeId",
                                "InvalidVolume.NotFound",
                                Pages.CAPPED_AT_500,
                                (items, token) -> DescribeVolumesResponse.builder()
                                        .volumes(items)
                                        .nextToken(token)
                                        .build())),
                entry(
                        "DescribeManagedPrefixLists",
                        list(
                                ManagedPrefixList.class,
                                "PrefixListId",
                                "InvalidPrefixListID.NotFound",
                                Pages.FROM_1_TO_100,
                                (items, token) -> DescribeManagedPrefixListsResponse.builder()
                                        .prefixLists(items)
                                        .nextToken(token)
                                        .build())),
                entry(
                        "DescribeFlowLogs",
                        list(
                                FlowLog.class,
                                "FlowLogId",
                                "InvalidFlowLogId.NotFound",
                                Pages.FROM_1_TO_1000,
                                (items, token) -> DescribeFlowLogsResponse.builder()
                                        .flowLogs(items)
                                        .nextToken(token)
                                        .build())));
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
