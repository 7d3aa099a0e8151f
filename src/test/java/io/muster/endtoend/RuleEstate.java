package io.muster.endtoend;

import static io.muster.aws.AwsEstateBuilder.done;

import io.muster.aws.AwsEstate;
import io.muster.aws.AwsEstateBuilder;
import io.muster.aws.IamEstateBuilder;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/**
 * What {@link AwsEstate} lacks, so that each rule finds something good and something bad.
 *
 * @param ssh    admits the internet to port 22
 * @param wide   admits the internet to every port
 * @param lonely on no network interface
 * @param shared by {@code lax} and {@code strict}
 * @param tight  lets nothing out
 */
record RuleEstate(
        String ssh,
        String wide,
        String lonely,
        String shared,
        String tight,
        String wideInterface,
        String publicImage,
        String admin,
        Instance lax,
        Instance strict) {

    private static final String ADMINISTRATOR = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    static RuleEstate build(AwsEstateBuilder aws, AwsEstate estate) {
        String vpc = estate.network().vpc();
        String subnet = estate.network().privateSubnet();
        closeOutbound(aws, new Truth(aws).defaultGroup(vpc));
        String ssh = aws.securityGroup("ssh", vpc);
        aws.allow(ssh, fromEverywhere("tcp", 22));
        String wide = aws.securityGroup("wide", vpc);
        aws.allow(wide, fromEverywhere("-1", -1));
        String lonely = aws.securityGroup("lonely", vpc);
        String shared = aws.securityGroup("shared", vpc);
        String tight = aws.securityGroup("tight", vpc);
        closeOutbound(aws, tight);
        String eni = aws.networkInterface(subnet, wide, "wide");
        String image = aws.image("published", estate.storage().sharedSnapshot());
        aws.shareImage(image, LaunchPermission.builder().group("all").build());
        String profile = administrator(aws.iam());
        // moto has root devices of its own, whatever RegisterImage said.
        String root = estate.compute().web().rootDeviceName();
        Instance lax = aws.instance(r -> r.imageId(estate.storage().image())
                .instanceType(InstanceType.T3_MICRO)
                .subnetId(subnet)
                .securityGroupIds(ssh, shared)
                .metadataOptions(m -> m.httpTokens(HttpTokensState.OPTIONAL))
                .blockDeviceMappings(root(root, false, false))
                .tagSpecifications(AwsEstateBuilder.named(ResourceType.INSTANCE, "lax")));
        Instance strict = aws.instance(r -> r.imageId(estate.storage().image())
                .instanceType(InstanceType.T3_MICRO)
                .subnetId(subnet)
                .securityGroupIds(tight, shared)
                .monitoring(m -> m.enabled(true))
                .iamInstanceProfile(p -> p.arn(profile))
                .metadataOptions(m -> m.httpTokens(HttpTokensState.REQUIRED).httpPutResponseHopLimit(1))
                .blockDeviceMappings(root(root, true, true))
                .tagSpecifications(AwsEstateBuilder.named(ResourceType.INSTANCE, "strict")));
        return new RuleEstate(ssh, wide, lonely, shared, tight, eni, image, "admin", lax, strict);
    }

    private static String administrator(IamEstateBuilder aws) {
        done(aws.client().createRole(r -> r.roleName("admin").assumeRolePolicyDocument(AwsEstate.TRUST)));
        aws.inline("admin", "everything", ADMINISTRATOR);
        return aws.profile("admin", "admin");
    }

    private static BlockDeviceMapping root(String device, boolean deleteOnTermination, boolean encrypted) {
        return BlockDeviceMapping.builder()
                .deviceName(device)
                .ebs(e -> e.deleteOnTermination(deleteOnTermination)
                        .encrypted(encrypted)
                        .volumeSize(9))
                .build();
    }

    static IpPermission fromEverywhere(String protocol, int port) {
        return IpPermission.builder()
                .ipProtocol(protocol)
                .fromPort(port)
                .toPort(port)
                .ipRanges(IpRange.builder().cidrIp("0.0.0.0/0").build())
                .build();
    }

    private static void closeOutbound(AwsEstateBuilder aws, String groupId) {
        done(aws.client()
                .revokeSecurityGroupEgress(r -> r.groupId(groupId)
                        .ipPermissions(IpPermission.builder()
                                .ipProtocol("-1")
                                .ipRanges(IpRange.builder().cidrIp("0.0.0.0/0").build())
                                .ipv6Ranges(Ipv6Range.builder().cidrIpv6("::/0").build())
                                .build())));
    }
}
