package io.muster.estate.attack;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.estate.MadeInstance;
import io.muster.estate.PublicSubnet;
import io.muster.inventory.kind.ResourceKind;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From i-1, which the internet reaches, over i-2 to i-3, whose role is an administrator's: where one of them is only possibly weak, no
 * path over others is told, and it is told why.
 */
class DoubtfulWeaknessTest {

    private static final String UNREAD = "MANAGED_INSTANCE in eu-central-1";
    private static final String UNTOLD =
            "whether an instance is weak: it is not known whether it answers IMDSv1 requests";

    static Stream<Arguments> chains() {
        return Stream.of(
                argumentSet("all weak", chain(weak("i-1"), weak("i-2"), weak("i-3")), 2, ""),
                argumentSet(
                        "an entry, by the unread managed nodes",
                        chain(instance("i-1"), weak("i-2"), weak("i-3")).without(ResourceKind.MANAGED_INSTANCE),
                        0,
                        UNREAD),
                argumentSet("an entry, by itself", chain(untold("i-1"), weak("i-2"), weak("i-3")), 0, UNTOLD),
                argumentSet(
                        "the last one, by the unread managed nodes",
                        chain(weak("i-1"), weak("i-2"), instance("i-3")).without(ResourceKind.MANAGED_INSTANCE),
                        0,
                        UNREAD),
                argumentSet("the last one, by itself", chain(weak("i-1"), weak("i-2"), untold("i-3")), 0, UNTOLD),
                argumentSet("the one between", chain(weak("i-1"), untold("i-2"), weak("i-3")), 0, UNTOLD),
                argumentSet(
                        "another that leads nowhere",
                        chain(weak("i-1"), weak("i-2"), weak("i-3"))
                                .with(host(untold("i-4").profile("p-none"), "10.0.0.14", "sg-4")),
                        2,
                        ""),
                argumentSet("the one between is not weak", chain(weak("i-1"), instance("i-2"), weak("i-3")), 0, ""));
    }

    @ParameterizedTest
    @MethodSource("chains")
    void noPathLeadsOverAPerhapsWeakInstance(Estates world, int hops, String missing) {
        AttackPaths.Found found = AttackPaths.of(world.build());

        assertThat(found.paths())
                .extracting(AttackPath::lateral)
                .isEqualTo(Stream.of(hops).filter(n -> n > 0).toList());
        assertThat(found.missing())
                .isEqualTo(Stream.of(missing).filter(text -> !text.isEmpty()).collect(Collectors.toSet()));
    }

    private static MadeInstance weak(String id) {
        return instance(id).imdsv1();
    }

    private static MadeInstance untold(String id) {
        return instance(id).imdsUnreported();
    }

    private static Estates chain(MadeInstance entry, MadeInstance between, MadeInstance last) {
        return PublicSubnet.estate()
                .with(
                        admitting("sg-1", "0.0.0.0/0"),
                        admitting("sg-2", "10.0.0.11/32"),
                        admitting("sg-3", "10.0.0.12/32"),
                        group("sg-4"),
                        role("none").trustedByEc2(),
                        role("admin").trustedByEc2().inline(allow("*", "*")),
                        Made.profile("p-none", "none"),
                        Made.profile("p-admin", "admin"))
                .with(
                        entry.privateIp("10.0.0.11").profile("p-none"),
                        eni("eni-1")
                                .of("i-1")
                                .in("subnet-1")
                                .groups("sg-1")
                                .privateIps("10.0.0.11")
                                .publicIps("52.0.0.1"))
                .with(host(between.profile("p-none"), "10.0.0.12", "sg-2"))
                .with(host(last.profile("p-admin"), "10.0.0.13", "sg-3"));
    }

    private static MadeGroup admitting(String id, String range) {
        return group(id).in("tcp", 443, 443, range).out("-1", null, null, "0.0.0.0/0");
    }

    private static Estates.Made<?>[] host(MadeInstance made, String address, String group) {
        String id = made.resource().resourceId();
        return new Estates.Made<?>[] {
            made.privateIp(address),
            eni("eni-" + id).of(id).in("subnet-1").groups(group).privateIps(address)
        };
    }
}
