package io.muster.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

class DemoScaleTest {

    @Test
    void pagesABigRegionToItsEndWithoutRepeats() {
        try (Demo demo = Demo.ofInstances(20_000)) {
            Set<String> instances = new HashSet<>();
            int[] pages = {0};

            demo.ec2()
                    .describeInstancesPaginator(
                            r -> r.includeManagedResources(true).maxResults(1000))
                    .subscribe(page -> {
                        pages[0]++;
                        page.reservations()
                                .forEach(r -> r.instances()
                                        .forEach(i -> assertThat(instances.add(i.instanceId()))
                                                .isTrue()));
                    })
                    .join();

            assertThat(instances).hasSize(20_000);
            assertThat(pages[0]).isEqualTo(20);
        }
    }

    @Test
    void takesAThousandIdsInOneCall() {
        try (Demo demo = Demo.ofInstances(1000)) {
            List<String> ids = demo.cloud().list(demo.hub().accountId(), Demo.REGION, Instance.class).stream()
                    .map(Instance::instanceId)
                    .toList();

            assertThat(demo.ec2()
                            .describeInstances(r -> r.instanceIds(ids).includeManagedResources(true))
                            .join()
                            .reservations())
                    .hasSize(500);
        }
    }

    @Test
    void findsOneOfManyAtOnceAndGivesEachAnAddressOfItsOwn() {
        try (Demo demo = Demo.ofInstances(DemoSize.MOST_INSTANCES)) {
            Listing<NetworkInterface> interfaces =
                    demo.cloud().listings(demo.hub().accountId(), Demo.REGION).of(NetworkInterface.class);
            Set<String> addresses = new HashSet<>();

            for (NetworkInterface one : interfaces.all()) {
                assertThat(addresses.add(one.subnetId() + one.privateIpAddress()))
                        .isTrue();
                assertThat(interfaces.find(one.networkInterfaceId())).contains(one);
            }
        }
    }
}
