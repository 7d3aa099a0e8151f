package io.muster.demo;

import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** The security groups of a region with their rules. */
final class Groups {

    private static final String ANY = "-1";
    private static final String IPV4 = "0.0.0.0/0";
    private static final Ipv6Range IPV6 = Ipv6Range.builder().cidrIpv6("::/0").build();

    private final Site site;

    Groups(Site site) {
        this.site = site;
    }

    List<SecurityGroup> all() {
        return Arrays.stream(Group.values()).map(this::group).toList();
    }

    GroupIdentifier identifier(Group group) {
        return GroupIdentifier.builder()
                .groupId(site.group(group))
                .groupName(group.groupName())
                .build();
    }

    private SecurityGroup group(Group group) {
        return SecurityGroup.builder()
                .groupId(site.group(group))
                .groupName(group.groupName())
                .description(group.purpose())
                .vpcId(site.vpc(group.tier()))
                .ownerId(site.accountId())
                .securityGroupArn(site.arn("ec2", "security-group/" + site.group(group)))
                .ipPermissions(ingress(group))
                .ipPermissionsEgress(egress(group))
                .tags(Site.tags(group.groupName()))
                .build();
    }

    private List<IpPermission> ingress(Group group) {
        return switch (group) {
            case WEB -> List.of(tcp(443).ipRanges(ipv4(IPV4)).ipv6Ranges(IPV6).build());
            case APP -> List.of(from(Group.WEB, tcp(8080)));
            case DB -> List.of(from(Group.APP, tcp(5432)));
            case SHARED_OPS -> List.of(tcp(9100).ipRanges(ipv4("10.0.0.0/16")).build());
            case DEFAULT_AS_MADE, UNUSED_CLUSTER -> List.of(from(group, any()));
            case DEFAULT_EMPTY, BATCH -> List.of();
            case UNUSED -> List.of(tcp(3306).ipRanges(ipv4("10.0.0.0/8")).build());
            default -> List.of(careless(group));
        };
    }

    private IpPermission careless(Group group) {
        return switch (group) {
            case BASTION -> tcp(22).ipRanges(ipv4(IPV4)).build();
            case OFFICE_SSH -> from(DemoPrefixList.OFFICES);
            case PARTNER_SSH -> from(DemoPrefixList.PARTNERS);
            case LEGACY_OPEN -> any().ipRanges(ipv4(IPV4)).build();
            case LEGACY_RDP -> ports(3000, 4000).ipv6Ranges(IPV6).build();
            case LEGACY_HALVES ->
                tcp(22).ipRanges(ipv4("0.0.0.0/1"), ipv4("128.0.0.0/1")).build();
            case LEGACY_ALL_TCP -> ports(0, 65535).ipRanges(ipv4(IPV4)).build();
            default -> throw new IllegalArgumentException(group.name());
        };
    }

    /** AWS's default lets everything out; the database and the emptied default group do without. */
    private List<IpPermission> egress(Group group) {
        return switch (group) {
            case DEFAULT_EMPTY -> List.of();
            case DB -> List.of(tcp(443).prefixListIds(list(DemoPrefixList.S3)).build());
            case OFFICE_SSH, PARTNER_SSH, SHARED_OPS ->
                List.of(tcp(443).ipRanges(ipv4("10.0.0.0/16")).build());
            default -> List.of(any().ipRanges(ipv4(IPV4)).build());
        };
    }

    private IpPermission from(Group source, IpPermission.Builder permission) {
        return permission.userIdGroupPairs(pair(source)).build();
    }

    private IpPermission from(DemoPrefixList source) {
        return tcp(22).prefixListIds(list(source)).build();
    }

    private UserIdGroupPair pair(Group source) {
        return UserIdGroupPair.builder()
                .groupId(site.group(source))
                .userId(site.accountId())
                .build();
    }

    private PrefixListId list(DemoPrefixList list) {
        return PrefixListId.builder()
                .prefixListId(site.prefixList(list))
                .description(list.name())
                .build();
    }

    private static IpRange ipv4(String cidr) {
        return IpRange.builder().cidrIp(cidr).description("demo").build();
    }

    private static IpPermission.Builder any() {
        return IpPermission.builder().ipProtocol(ANY);
    }

    private static IpPermission.Builder tcp(int port) {
        return ports(port, port);
    }

    private static IpPermission.Builder ports(int from, int to) {
        return IpPermission.builder().ipProtocol("tcp").fromPort(from).toPort(to);
    }
}
