package io.muster.estate.attack;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.estate.reach.Network;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Attack paths of a region with 2,000 groups, 500 subnets and load balancers inside. It says how long they took; {@code
 * -Dmuster.attack.instances=100000} asks for more instances than the tests take, {@code -Dmuster.attack.balancers=300} for more load
 * balancers, {@code -Dmuster.attack.addresses=30} for nodes of EKS, whose pods have addresses of the instance, {@code -Dmuster.attack.apart=true}
 * for subnets that let nothing in from others.
 */
class AttackScaleTest {

    private static final int GROUPS = 2_000;
    private static final int SUBNETS = 500;
    private static final int INSTANCES = Integer.getInteger("muster.attack.instances", 500);
    private static final int BALANCERS = Integer.getInteger("muster.attack.balancers", 20);
    private static final int ADDRESSES = Integer.getInteger("muster.attack.addresses", 1);
    private static final boolean APART = Boolean.getBoolean("muster.attack.apart");
    private static final int TARGETS = 50;

    private final Random random = new Random(12);

    @Test
    void theInstancesOfALargeRegion() {
        // given
        Estate estate = estate();
        long before = cpu();

        // when
        AttackPaths.Found found = AttackPaths.of(estate);

        // then
        long lateral = found.paths().stream().filter(path -> path.lateral() > 0).count();
        System.out.printf(
                "%d instances, %d load balancers: %d ms of CPU, %d paths, %d over other instances, missing %s%n",
                INSTANCES,
                BALANCERS,
                (cpu() - before) / 1_000_000,
                found.paths().size(),
                lateral,
                found.missing());
        assertThat(found.missing()).isEmpty();
        assertThat(lateral).isPositive();
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private Estate estate() {
        Estates made = Estates.estate()
                .with(
                        Network.gateway("igw-1", "vpc-1"),
                        Made.vpc("vpc-1", false, Estates.ACCOUNT),
                        role("admin").trustedByEc2().inline(allow("*", "*")),
                        role("data").trustedByEc2().inline(allow("s3:GetObject", "*")),
                        Made.profile("p-admin", "admin"),
                        Made.profile("p-data", "data"));
        IntStream.range(0, SUBNETS).forEach(i -> subnet(i, made));
        IntStream.range(0, GROUPS).forEach(i -> made.with(groupOf(i)));
        IntStream.range(0, INSTANCES).forEach(i -> host(i).addTo(made));
        IntStream.range(0, BALANCERS).forEach(i -> balancer(i, made));
        return made.build();
    }

    private static void subnet(int i, Estates made) {
        made.with(
                Network.subnet("subnet-" + i, "vpc-1", network(i), null, "off"),
                Network.table(
                        "rtb-" + i,
                        "vpc-1",
                        false,
                        List.of("subnet-" + i),
                        Network.route("10.0.0.0/8", "local"),
                        Network.route("0.0.0.0/0", i % 2 == 0 ? "igw-1" : "nat-1")),
                Network.acl(
                        "acl-" + i,
                        List.of("subnet-" + i),
                        Network.in(90, !APART || i % 4 > 0, "-1", null, null, "10.0.0.0/8"),
                        Network.in(100, true, "-1", null, null, "0.0.0.0/0"),
                        Network.out(100, true, "-1", null, null, "0.0.0.0/0")));
    }

    /** An address of a subnet of 16 blocks of 256. */
    private static String address(int subnet, int block, int host) {
        return "10." + subnet / 16 + "." + (subnet % 16 * 16 + block) + "." + host;
    }

    private static String network(int subnet) {
        return address(subnet, 0, 0) + "/20";
    }

    private static List<String> addresses(int subnet, int host) {
        return IntStream.range(host * ADDRESSES, (host + 1) * ADDRESSES)
                .mapToObj(i -> address(subnet, 1 + i / 250 % 15, 2 + i % 250))
                .toList();
    }

    private AttackHost host(int i) {
        int subnet = random.nextInt(SUBNETS);
        boolean entry = i % 10 == 0;
        return new AttackHost(
                "i-" + i,
                "vpc-1",
                "subnet-" + subnet,
                addresses(subnet, i),
                List.of("sg-" + random.nextInt(GROUPS), "sg-" + random.nextInt(GROUPS)),
                entry ? List.of("52." + i / 65_536 + "." + i / 256 % 256 + "." + i % 256) : List.of(),
                i % 2 == 0,
                entry || i % 3 > 0 ? "none" : i % 5 == 1 ? "admin" : "data");
    }

    /** Every fourth lets in the internet, others single networks and members of other groups. */
    private static MadeGroup groupOf(int number) {
        MadeGroup group =
                group("sg-" + number).out("-1", null, null, "0.0.0.0/0").inFromGroup("sg-" + number * 31 % GROUPS);
        if (number % 4 == 0) {
            group.in("tcp", 443, 443, "0.0.0.0/0");
        } else if (number % 4 == 1) {
            group.in("tcp", 22, 22, network(number % SUBNETS));
        }
        return group;
    }

    private void balancer(int i, Estates made) {
        int subnet = random.nextInt(SUBNETS);
        String[] targets = random.ints(TARGETS, 0, INSTANCES)
                .distinct()
                .mapToObj(n -> "i-" + n)
                .toArray(String[]::new);
        made.with(
                Network.balancer(
                        "app/in/" + i,
                        "application",
                        "internal",
                        List.of("subnet-" + subnet),
                        List.of("sg-lb-" + i),
                        Network.listener(80, "HTTP", "targets-" + i)),
                Network.targets("targets-" + i, "instance", 443, null, targets),
                eni("eni-lb-" + i)
                        .status("in-use")
                        .in("subnet-" + subnet)
                        .privateIps(address(subnet, 0, 2 + i % 250))
                        .groups("sg-lb-" + i)
                        .described("ELB app/in/" + i),
                group("sg-lb-" + i)
                        .inFromGroup("sg-" + i)
                        .in("tcp", 80, 80, network(i % SUBNETS))
                        .out("-1", null, null, "0.0.0.0/0"));
    }
}
