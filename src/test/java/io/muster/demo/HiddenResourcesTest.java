package io.muster.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.OperatorResponse;
import software.amazon.awssdk.services.ec2.model.Volume;

/** What a service runs on the account's behalf is left out of EC2's answers unless it is asked for. */
class HiddenResourcesTest {

    /** Enough for one that a service runs. */
    private static final int INSTANCES = 34;

    private static Demo demo;

    @BeforeAll
    static void start() {
        demo = Demo.ofInstances(INSTANCES);
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @ParameterizedTest
    @MethodSource
    void managedResourcesAreListedToThoseWhoAskForThem(
            BiFunction<Ec2AsyncClient, Boolean, List<OperatorResponse>> listed) {
        // when
        List<OperatorResponse> asked = listed.apply(demo.ec2(), true);
        List<OperatorResponse> unasked = listed.apply(demo.ec2(), null);

        // then
        assertThat(asked).filteredOn(HiddenResourcesTest::hidden).isNotEmpty().allSatisfy(operator -> {
            assertThat(operator.managed()).isTrue();
            assertThat(operator.principal()).endsWith(".amazonaws.com");
        });
        assertThat(unasked).isNotEmpty().noneMatch(HiddenResourcesTest::hidden).hasSizeLessThan(asked.size());
    }

    static Stream<BiFunction<Ec2AsyncClient, Boolean, List<OperatorResponse>>>
            managedResourcesAreListedToThoseWhoAskForThem() {
        return Stream.of(
                (ec2, managed) ->
                        ec2.describeInstances(r -> r.includeManagedResources(managed)).join().reservations().stream()
                                .flatMap(reservation -> reservation.instances().stream())
                                .map(Instance::operator)
                                .toList(),
                (ec2, managed) ->
                        ec2
                                .describeNetworkInterfaces(r -> r.includeManagedResources(managed))
                                .join()
                                .networkInterfaces()
                                .stream()
                                .map(NetworkInterface::operator)
                                .toList(),
                (ec2, managed) -> ec2.describeVolumes(r -> r.includeManagedResources(managed)).join().volumes().stream()
                        .map(Volume::operator)
                        .toList());
    }

    private static boolean hidden(OperatorResponse operator) {
        return operator != null && Boolean.TRUE.equals(operator.hiddenByDefault());
    }
}
