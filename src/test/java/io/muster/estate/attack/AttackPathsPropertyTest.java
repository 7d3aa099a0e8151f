package io.muster.estate.attack;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.estate.MadeRole;
import io.muster.estate.reach.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Against a search that tries every pair of instances, hop by hop from each entry, on small estates. */
class AttackPathsPropertyTest {

    private static final List<String> GROUPS = List.of("sg-a", "sg-b", "sg-c");

    private record Host(
            String id, String subnet, int address, Set<String> groups, boolean open, boolean weak, String role) {}

    private record Rule(String group, String source, int port) {}

    private record World(List<Host> hosts, List<Rule> rules, Set<String> emptiedRoles) {

        static World of(Random random) {
            List<Host> hosts = new ArrayList<>();
            int count = 2 + random.nextInt(5);
            for (int n = 0; n < count; n++) {
                String subnet = random.nextBoolean() ? "subnet-1" : "subnet-2";
                Set<String> groups = new TreeSet<>();
                groups.add(GROUPS.get(random.nextInt(3)));
                groups.add(GROUPS.get(random.nextInt(3)));
                hosts.add(new Host(
                        "i-" + n,
                        subnet,
                        10 + n,
                        groups,
                        random.nextInt(3) == 0,
                        random.nextInt(4) > 0,
                        List.of("none", "none", "data", "admin").get(random.nextInt(4))));
            }
            List<Rule> rules = new ArrayList<>();
            List<String> sources =
                    List.of("sg-a", "sg-b", "sg-c", "0.0.0.0/0", "10.0.1.0/24", "10.0.1.11/32", "10.0.0.12/31");
            for (int n = 0; n < 1 + random.nextInt(5); n++) {
                rules.add(new Rule(GROUPS.get(random.nextInt(3)), sources.get(random.nextInt(sources.size())), 22));
            }
            return new World(hosts, rules, Set.of());
        }

        Estate estate() {
            Estates estate = Estates.estate()
                    .with(
                            Network.gateway("igw-1", "vpc-1"),
                            Network.subnet("subnet-1", "vpc-1", "10.0.0.0/24", null, "off"),
                            Network.subnet("subnet-2", "vpc-1", "10.0.1.0/24", null, "off"),
                            Network.mainTable(
                                    "rtb-1",
                                    "vpc-1",
                                    Network.route("10.0.0.0/16", "local"),
                                    Network.route("0.0.0.0/0", "igw-1")),
                            Network.openAcl("acl-1", "subnet-1", "subnet-2"),
                            Made.vpc("vpc-1", false, Estates.ACCOUNT));
            GROUPS.forEach(id -> estate.with(made(id)));
            AttackPathOracle.TYPES
                    .keySet()
                    .forEach(name -> estate.with(made(name, allowed(name)), Made.profile("p-" + name, name)));
            hosts.forEach(host -> add(host, estate));
            return estate.build();
        }

        private String allowed(String name) {
            return emptiedRoles.contains(name) ? null : name.equals("admin") ? "*" : "s3:GetObject";
        }

        private static MadeRole made(String name, String actions) {
            MadeRole made = role(name).trustedByEc2();
            return actions == null ? made : made.inline(allow(actions, "*"));
        }

        private MadeGroup made(String id) {
            MadeGroup made = group(id).out("-1", null, null, "0.0.0.0/0");
            rules.stream().filter(rule -> rule.group().equals(id)).forEach(rule -> {
                if (rule.source().startsWith("sg-")) {
                    made.inFromGroup(rule.source());
                } else {
                    made.in("tcp", rule.port(), rule.port(), rule.source());
                }
            });
            return made;
        }

        private static void add(Host host, Estates estate) {
            new AttackHost(
                            host.id(),
                            "vpc-1",
                            host.subnet(),
                            (host.subnet().equals("subnet-1") ? "10.0.0." : "10.0.1.") + host.address(),
                            host.groups(),
                            host.open() ? List.of("52.0.0." + host.address()) : List.of(),
                            host.weak(),
                            host.role())
                    .addTo(estate);
        }

        /** As it is after the change. */
        World after(Cut cut) {
            String id = cut.resourceArn().replaceFirst(".*/", "");
            return switch (cut.kind()) {
                case INSTANCE ->
                    new World(
                            hosts.stream()
                                    .map(host -> host.id().equals(id)
                                            ? new Host(
                                                    id,
                                                    host.subnet(),
                                                    host.address(),
                                                    host.groups(),
                                                    host.open(),
                                                    false,
                                                    host.role())
                                            : host)
                                    .toList(),
                            rules,
                            emptiedRoles);
                case ROLE -> new World(hosts, rules, Set.of(id));
                default ->
                    new World(
                            hosts,
                            rules.stream()
                                    .filter(rule -> !rule.group().equals(id)
                                            || rule.source().startsWith("sg-"))
                                    .toList(),
                            emptiedRoles);
            };
        }
    }

    @Property(tries = 500)
    void findsTheShortestPaths(@ForAll long seed) {
        // given
        Estate estate = World.of(new Random(seed)).estate();

        // when
        AttackPaths.Found found = AttackPaths.of(estate);

        // then
        assertThat(found.missing()).isEmpty();
        assertThat(found.paths().stream().map(AttackPathOracle::word).collect(Collectors.toSet()))
                .isEqualTo(AttackPathOracle.expected(estate));
        assertThat(found.paths()).allSatisfy(path -> assertThat(path.certain()).isTrue());
    }

    @Property(tries = 200)
    void eachCutEndsItsPath(@ForAll long seed) {
        World world = World.of(new Random(seed));
        for (AttackPath path : AttackPaths.of(world.estate()).paths()) {
            for (Cut cut : path.cuts()) {
                List<AttackPath> left =
                        AttackPaths.of(world.after(cut).estate()).paths();
                assertThat(left)
                        .as("%s after %s", path.title(), cut)
                        .noneMatch(other -> other.steps().equals(path.steps()));
            }
        }
    }
}
