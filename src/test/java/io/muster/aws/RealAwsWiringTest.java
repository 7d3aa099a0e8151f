package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsAsyncClient;

/** Without an endpoint, Quarkus' STS client speaks to AWS itself, in the configured region. */
@QuarkusTest
@TestProfile(RealAwsWiringTest.Profile.class)
class RealAwsWiringTest {

    @Inject
    StsAsyncClient sts;

    @Inject
    AwsConfig config;

    @Test
    void stsIsAwsOwnInTheRegion() {
        assertThat(config.endpoint()).isEmpty();
        assertThat(sts.serviceClientConfiguration().endpointOverride()).isEmpty();
        assertThat(sts.serviceClientConfiguration().region()).isEqualTo(Region.EU_WEST_1);
    }

    /** No endpoint and no database. */
    public static final class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "muster.aws.endpoint",
                    "",
                    "quarkus.flyway.migrate-at-start",
                    "false",
                    "muster.aws.default-region",
                    "eu-west-1");
        }
    }
}
