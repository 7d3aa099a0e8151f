package io.muster.scan;

import io.muster.aws.AwsStandIn;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** AWS's pages of many instances, a thousand on each, one reservation for each instance. */
final class InstancePages {

    private static final int LENGTH = 1_000;

    private static final String PAGE = """
            <DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r-1</requestId><reservationSet>%s</reservationSet>%s</DescribeInstancesResponse>
            """;

    private static final String RESERVATION = """
            <item><reservationId>r-%1$017x</reservationId><ownerId>%2$s</ownerId><groupSet/><instancesSet><item>
            <instanceId>i-%1$017x</instanceId><imageId>ami-0a1b2c3d4e5f60718</imageId>
            <instanceState><code>16</code><name>running</name></instanceState>
            <privateDnsName>ip-%3$s.internal</privateDnsName><dnsName/><reason/><keyName>operations</keyName><amiLaunchIndex>0</amiLaunchIndex><productCodes/>
            <instanceType>m7g.large</instanceType><launchTime>2026-11-02T08:15:30.000Z</launchTime>
            <placement><availabilityZone>eu-west-1a</availabilityZone><groupName/><tenancy>default</tenancy></placement>
            <monitoring><state>enabled</state></monitoring>
            <subnetId>subnet-0a1b2c3d4e5f60718</subnetId><vpcId>vpc-0a1b2c3d4e5f60718</vpcId><privateIpAddress>%3$s</privateIpAddress>
            <sourceDestCheck>true</sourceDestCheck>
            <groupSet><item><groupId>sg-0a1b2c3d4e5f60718</groupId><groupName>web</groupName></item><item><groupId>sg-0a1b2c3d4e5f60719</groupId><groupName>all</groupName></item></groupSet>
            <architecture>arm64</architecture><rootDeviceType>ebs</rootDeviceType><rootDeviceName>/dev/xvda</rootDeviceName>
            <blockDeviceMapping>
            <item><deviceName>/dev/xvda</deviceName><ebs><volumeId>vol-%1$017x</volumeId><status>attached</status><attachTime>2026-11-02T08:15:31.000Z</attachTime><deleteOnTermination>true</deleteOnTermination></ebs></item>
            <item><deviceName>/dev/sdf</deviceName><ebs><volumeId>vol-1%1$016x</volumeId><status>attached</status><attachTime>2026-11-02T08:15:31.000Z</attachTime><deleteOnTermination>false</deleteOnTermination></ebs></item>
            </blockDeviceMapping>
            <virtualizationType>hvm</virtualizationType><clientToken>0a1b2c3d-%1$d</clientToken>
            <tagSet><item><key>Name</key><value>web-%1$d</value></item><item><key>team</key><value>payments</value></item><item><key>release</key><value>%4$s</value></item></tagSet>
            <hypervisor>xen</hypervisor>
            <networkInterfaceSet><item><networkInterfaceId>eni-%1$017x</networkInterfaceId><subnetId>subnet-0a1b2c3d4e5f60718</subnetId><vpcId>vpc-0a1b2c3d4e5f60718</vpcId><description/>
            <ownerId>%2$s</ownerId><status>in-use</status><macAddress>02:00:00:00:00:01</macAddress><privateIpAddress>%3$s</privateIpAddress><sourceDestCheck>true</sourceDestCheck>
            <groupSet><item><groupId>sg-0a1b2c3d4e5f60718</groupId><groupName>web</groupName></item><item><groupId>sg-0a1b2c3d4e5f60719</groupId><groupName>all</groupName></item></groupSet>
            <attachment><attachmentId>eni-attach-%1$017x</attachmentId><deviceIndex>0</deviceIndex><status>attached</status><attachTime>2026-11-02T08:15:30.000Z</attachTime><deleteOnTermination>true</deleteOnTermination></attachment>
            <privateIpAddressesSet><item><privateIpAddress>%3$s</privateIpAddress><primary>true</primary></item></privateIpAddressesSet><ipv6AddressesSet/></item></networkInterfaceSet>
            <iamInstanceProfile><arn>arn:aws:iam::%2$s:instance-profile/web</arn><id>AIPA0A1B2C3D4E5F60718</id></iamInstanceProfile>
            <ebsOptimized>true</ebsOptimized><enaSupport>true</enaSupport>
            <cpuOptions><coreCount>2</coreCount><threadsPerCore>1</threadsPerCore></cpuOptions>
            <metadataOptions><state>applied</state><httpTokens>required</httpTokens><httpPutResponseHopLimit>1</httpPutResponseHopLimit><httpEndpoint>enabled</httpEndpoint><httpProtocolIpv6>disabled</httpProtocolIpv6><instanceMetadataTags>disabled</instanceMetadataTags></metadataOptions>
            <platformDetails>Linux/UNIX</platformDetails><usageOperation>RunInstances</usageOperation>
            </item></instancesSet></item>
            """;

    private InstancePages() {}

    /** @param release the value of a tag that each instance has */
    static List<String> of(int instances, String release) {
        return IntStream.iterate(0, first -> first < instances, first -> first + LENGTH)
                .mapToObj(first -> page(first, instances, release))
                .toList();
    }

    private static String page(int first, int instances, String release) {
        int end = Math.min(first + LENGTH, instances);
        String reservations = IntStream.range(first, end)
                .mapToObj(number -> RESERVATION.formatted(number, AwsStandIn.ACCOUNT, address(number), release))
                .collect(Collectors.joining());
        return PAGE.formatted(reservations, end < instances ? "<nextToken>" + end + "</nextToken>" : "");
    }

    private static String address(int number) {
        return "10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }
}
