package io.muster.endtoend;

import static io.muster.aws.AwsEstateBuilder.done;

import io.muster.aws.AwsEstate;
import io.muster.aws.AwsEstateBuilder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/**
 * Instances in every combination of a route, a network ACL, a security group and an address, with what gets to each of them: told by
 * the combination alone, packet by packet.
 */
final class ReachEstate {

    /** The route of its subnet. */
    enum Way {
        GATEWAY,
        HALVES,
        NOWHERE,
        MAIN,
        NAT;

        private boolean leadsBack() {
            return this == GATEWAY || this == HALVES;
        }
    }

    /** The network ACL of its subnet. */
    enum Guard {
        OPEN,
        NO_SSH,
        NO_ANSWERS,
        CHOSEN;

        private boolean lets(String source, int port) {
            return switch (this) {
                case OPEN -> true;
                case NO_SSH -> port != 22;
                case NO_ANSWERS -> false;
                case CHOSEN -> port == 22 && source.startsWith("8.8.8.");
            };
        }
    }

    /** Its security group. */
    enum Group {
        WORLD,
        RANGE,
        PRIVATE,
        MEMBERS;

        private boolean admits(String source, int port) {
            return switch (this) {
                case WORLD -> port == 22;
                case RANGE -> port >= 20 && port <= 30 && source.startsWith("8.8.");
                case PRIVATE, MEMBERS -> false;
            };
        }
    }

    /** Its address. */
    enum Address {
        NONE,
        LENT,
        ELASTIC
    }

    /** One instance. */
    record Case(Way way, Guard guard, Group group, Address address) {
        boolean reached(String source, int port) {
            return address != Address.NONE && way.leadsBack() && guard.lets(source, port) && group.admits(source, port);
        }
    }

    private final AwsEstateBuilder aws;
    private final Map<String, Case> instances = new LinkedHashMap<>();
    private final Map<Group, String> groups = new LinkedHashMap<>();
    private final Map<Guard, String> acls = new LinkedHashMap<>();
    private final Map<Way, String> gateways = new LinkedHashMap<>();
    private final String vpc;
    private final String image;

    private ReachEstate(AwsEstateBuilder aws) {
        this.aws = aws;
        vpc = aws.vpc("reach", "10.40.0.0/16", "10.41.0.0/16");
        image = aws.image("reach", aws.snapshot(aws.volume("reach", AwsEstate.ZONE, 1, true), "reach"));
        String internet = aws.internetGateway("reach", vpc);
        String outside = aws.subnet("outside", vpc, "10.40.250.0/24", AwsEstate.ZONE);
        gateways.put(Way.GATEWAY, internet);
        gateways.put(Way.HALVES, internet);
        gateways.put(
                Way.NAT,
                done(aws.client()
                                .createNatGateway(r -> r.subnetId(outside)
                                        .allocationId(done(aws.client().allocateAddress(a -> a.domain("vpc")))
                                                .allocationId())))
                        .natGateway()
                        .natGatewayId());
        makeGroups();
        makeAcls();
        int number = 0;
        for (Way way : Way.values()) {
            for (Guard guard : Guard.values()) {
                String subnet = subnet(way, guard, number++);
                for (Group group : Group.values()) {
                    launch(subnet, way, guard, group);
                }
            }
        }
    }

    /** The cases by the ids of their instances. */
    static Map<String, Case> make(AwsEstateBuilder aws) {
        return new ReachEstate(aws).instances;
    }

    private void makeGroups() {
        for (Group group : Group.values()) {
            String id = aws.securityGroup(group.name(), vpc);
            groups.put(group, id);
            aws.allow(
                    id,
                    switch (group) {
                        case WORLD -> tcp(22, 22, "0.0.0.0/0");
                        case RANGE -> tcp(20, 30, "8.8.0.0/16");
                        case PRIVATE -> tcp(22, 22, "10.0.0.0/8");
                        case MEMBERS ->
                            IpPermission.builder()
                                    .ipProtocol("-1")
                                    .userIdGroupPairs(UserIdGroupPair.builder()
                                            .groupId(id)
                                            .build())
                                    .build();
                    });
        }
    }

    private static IpPermission tcp(int from, int to, String cidr) {
        return IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(from)
                .toPort(to)
                .ipRanges(IpRange.builder().cidrIp(cidr).build())
                .build();
    }

    private void makeAcls() {
        acls.put(Guard.NO_SSH, aws.networkAcl("no ssh", vpc));
        entry(Guard.NO_SSH, 90, false, RuleAction.DENY, 22, 22, "0.0.0.0/0");
        entry(Guard.NO_SSH, 100, false, RuleAction.ALLOW, 0, 65535, "0.0.0.0/0");
        entry(Guard.NO_SSH, 100, true, RuleAction.ALLOW, 0, 65535, "0.0.0.0/0");
        acls.put(Guard.NO_ANSWERS, aws.networkAcl("no answers", vpc));
        entry(Guard.NO_ANSWERS, 100, false, RuleAction.ALLOW, 0, 65535, "0.0.0.0/0");
        entry(Guard.NO_ANSWERS, 100, true, RuleAction.ALLOW, 443, 443, "0.0.0.0/0");
        acls.put(Guard.CHOSEN, aws.networkAcl("chosen", vpc));
        entry(Guard.CHOSEN, 100, false, RuleAction.ALLOW, 22, 22, "8.8.8.0/24");
        entry(Guard.CHOSEN, 100, true, RuleAction.ALLOW, 1024, 65535, "0.0.0.0/0");
    }

    private void entry(Guard guard, int number, boolean egress, RuleAction action, int from, int to, String cidr) {
        aws.aclEntry(r -> r.networkAclId(acls.get(guard))
                .ruleNumber(number)
                .egress(egress)
                .ruleAction(action)
                .protocol("6")
                .portRange(p -> p.from(from).to(to))
                .cidrBlock(cidr));
    }

    private String subnet(Way way, Guard guard, int number) {
        String name = way + " " + guard;
        String subnet = aws.subnet(name, vpc, "10.40." + number + ".0/24", AwsEstate.ZONE);
        if (guard != Guard.OPEN) {
            aws.guard(subnet, acls.get(guard));
        }
        if (way != Way.MAIN) {
            String table = aws.routeTable(name, vpc, subnet);
            for (String destination : destinations(way)) {
                done(aws.client().createRoute(r -> {
                    r.routeTableId(table).destinationCidrBlock(destination);
                    if (way == Way.NAT) {
                        r.natGatewayId(gateways.get(way));
                    } else {
                        r.gatewayId(gateways.get(way));
                    }
                }));
            }
        }
        return subnet;
    }

    private static List<String> destinations(Way way) {
        return switch (way) {
            case GATEWAY, NAT -> List.of("0.0.0.0/0");
            case HALVES -> List.of("0.0.0.0/1", "128.0.0.0/1");
            case NOWHERE, MAIN -> List.of();
        };
    }

    private void launch(String subnet, Way way, Guard guard, Group group) {
        for (Address address : Address.values()) {
            var card = InstanceNetworkInterfaceSpecification.builder()
                    .deviceIndex(0)
                    .subnetId(subnet)
                    .groups(groups.get(group))
                    .associatePublicIpAddress(address == Address.LENT)
                    .build();
            Instance instance =
                    aws.instance(r -> r.imageId(image).instanceType("t3.micro").networkInterfaces(card));
            if (address == Address.ELASTIC) {
                aws.elasticIp(instance.networkInterfaces().get(0).networkInterfaceId());
            }
            instances.put(instance.instanceId(), new Case(way, guard, group, address));
        }
    }

    /** Whether the range holds the address. */
    static boolean holds(String cidr, String address) {
        String[] parts = cidr.split("/", -1);
        int length = Integer.parseInt(parts[1]);
        return !parts[0].contains(":") && (length == 0 || (bits(parts[0]) ^ bits(address)) >>> (32 - length) == 0);
    }

    private static int bits(String address) {
        try {
            return ByteBuffer.wrap(InetAddress.getByName(address).getAddress()).getInt();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
