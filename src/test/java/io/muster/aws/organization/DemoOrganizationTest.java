package io.muster.aws.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.AwsAccess;
import io.muster.aws.TestClients;
import io.muster.demo.SampleCloud;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The organization of the demo cloud. */
class DemoOrganizationTest {

    private static SampleCloud cloud;
    private static TestClients clients;

    @BeforeAll
    static void start() {
        cloud = new SampleCloud(22);
        clients = TestClients.at(cloud.endpoint(), Map.of("budget-fraction", "1"));
    }

    @AfterAll
    static void stop() {
        clients.close();
        cloud.close();
    }

    /** More accounts than a page of AWS's holds. */
    @Test
    void everyAccountIsInAUnitAndTagged() {
        OrganizationReading reading = OrganizationReader.read(
                        clients.clients().session(AwsAccess.direct(cloud.accountId())))
                .await()
                .indefinitely();

        assertThat(reading.failures()).isEmpty();
        assertThat(reading.managementAccountId()).isEqualTo(cloud.accountId());
        assertThat(reading.everyId()).hasSize(22);
        assertThat(reading.accounts())
                .hasSize(22)
                .allMatch(account -> !account.tags().isEmpty());
        assertThat(reading.accounts())
                .extracting(account -> account.path().text())
                .contains("/", "/Workloads/Production", "/Workloads/Staging", "/Sandbox");
    }
}
