package io.muster.demo;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceIpv6Address;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;

/**
 * The network interfaces of a region: under an instance's number its primary one, and after those four more: a second
 * one of the bastion, a NAT gateway's, a function's, and one that is not attached.
 */
final class Interfaces {

    private static final int MORE = 4;

    /** Addresses of interfaces that are not an instance's primary one, below those of the instances. */
    private static final int FIRST_EXTRA_HOST = -8;

    private final Site site;

    Interfaces(Site site) {
        this.site = site;
    }

    int numbers() {
        return site.instances() + MORE;
    }

    Optional<NetworkInterface> at(int number) {
        if (number < site.instances()) {
            Launch launch = new Launch(number);
            return launch.terminated() ? Optional.empty() : Optional.of(primary(launch));
        }
        return switch (number - site.instances()) {
            case 0 -> site.instances() == 0 ? Optional.empty() : Optional.of(secondOfBastion());
            case 1 -> Optional.of(ofNatGateway());
            case 2 -> Optional.of(ofFunction());
            default -> Optional.of(unattached());
        };
    }

    /** Those attached to an instance that is not terminated, the primary one first. */
    List<NetworkInterface> ofInstance(int number) {
        NetworkInterface primary = primary(new Launch(number));
        return number == 0 ? List.of(primary, secondOfBastion()) : List.of(primary);
    }

    private NetworkInterface primary(Launch launch) {
        Tier tier = launch.workload().tier();
        NetworkInterface.Builder primary = placed(launch.number(), tier, launch.zone(), launch.host())
                .description("")
                .interfaceType("interface")
                .status("in-use")
                .operator(launch.operator())
                .groups(launch.groups().stream().map(site::identifier).toList())
                .attachment(attachedTo(launch.number(), 0));
        if (launch.hasIpv6()) {
            primary.ipv6Addresses(NetworkInterfaceIpv6Address.builder()
                    .ipv6Address(site.ipv6Address(launch.zone(), launch.host()))
                    .build());
        }
        return launch.hasPublicIp() ? withPublicIp(primary, launch.number()) : primary.build();
    }

    private NetworkInterface secondOfBastion() {
        NetworkInterface.Builder second = extra(0, Tier.PUBLIC)
                .description("second interface of the bastion")
                .interfaceType("interface")
                .status("in-use")
                .groups(site.identifier(Group.OFFICE_SSH))
                .attachment(attachedTo(0, 1));
        return withPublicIp(second, site.instances());
    }

    private NetworkInterface ofNatGateway() {
        NetworkInterface.Builder nat = extra(1, Tier.PUBLIC)
                .description("Interface for NAT Gateway " + site.dice().id("nat-", 0))
                .interfaceType("nat_gateway")
                .requesterManaged(true)
                .sourceDestCheck(false)
                .status("in-use")
                .attachment(a -> a.attachmentId("ela-attach-0" + site.dice().hex("nat", 0))
                        .deviceIndex(1)
                        .instanceOwnerId("amazon-aws")
                        .status("attached"));
        return withPublicIp(nat, site.instances() + 1);
    }

    private NetworkInterface ofFunction() {
        return extra(2, Tier.PRIVATE)
                .description("AWS Lambda VPC ENI-reports")
                .interfaceType("lambda")
                .status("in-use")
                .groups(site.identifier(Group.APP))
                .attachment(a -> a.attachmentId("ela-attach-0" + site.dice().hex("lambda", 0))
                        .deviceIndex(1)
                        .instanceOwnerId("amazon-aws")
                        .status("attached"))
                .build();
    }

    private NetworkInterface unattached() {
        return extra(3, Tier.DEFAULT)
                .description("kept for a license bound to its address")
                .interfaceType("interface")
                .status("available")
                .groups(site.identifier(Group.DEFAULT_AS_MADE))
                .build();
    }

    private NetworkInterface.Builder extra(int place, Tier tier) {
        return placed(site.instances() + place, tier, 0, FIRST_EXTRA_HOST + place);
    }

    private NetworkInterface.Builder placed(int number, Tier tier, int zone, int host) {
        String address = tier.address(zone, host);
        String dnsName = "ip-" + address.replace('.', '-') + "." + site.region() + ".compute.internal";
        return NetworkInterface.builder()
                .networkInterfaceId(site.networkInterface(number))
                .ownerId(site.accountId())
                .vpcId(site.vpc(tier))
                .subnetId(site.subnet(tier, zone))
                .availabilityZone(site.zone(zone))
                .privateIpAddress(address)
                .privateDnsName(dnsName)
                .privateIpAddresses(NetworkInterfacePrivateIpAddress.builder()
                        .primary(true)
                        .privateIpAddress(address)
                        .privateDnsName(dnsName)
                        .build())
                .sourceDestCheck(true)
                .requesterManaged(false)
                .denyAllIgwTraffic(false);
    }

    private NetworkInterfaceAttachment attachedTo(int instance, int device) {
        return NetworkInterfaceAttachment.builder()
                .attachmentId(site.dice().id("eni-attach-", instance * 2 + device))
                .deviceIndex(device)
                .instanceId(site.instance(instance))
                .instanceOwnerId(site.accountId())
                .deleteOnTermination(device == 0)
                .status("attached")
                .attachTime(site.dice().past("launch", new Launch(instance).reservation()))
                .build();
    }

    /** An address of its own for each interface of the region, from the blocks that EC2 is known for. */
    private NetworkInterface withPublicIp(NetworkInterface.Builder owner, int number) {
        int block = site.dice().below(100, "public", 0);
        String address = "18." + (130 + block) + "." + (number >> 8) + "." + (number & 0xff);
        String ipOwner = elastic(number) ? site.accountId() : "amazon";
        NetworkInterface plain = owner.build();
        return owner.association(a -> a.publicIp(address).ipOwnerId(ipOwner))
                .privateIpAddresses(plain.privateIpAddresses().stream()
                        .map(p -> p.toBuilder()
                                .association(a -> a.publicIp(address).ipOwnerId(ipOwner))
                                .build())
                        .toList())
                .build();
    }

    /** Instances get theirs from AWS, but for the bastion; the account owns the others. */
    private boolean elastic(int number) {
        return number >= site.instances() || new Launch(number).workload() == Workload.BASTION;
    }
}
